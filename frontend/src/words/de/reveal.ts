import type * as en from "../en/reveal";
import type { Words } from "../shape";

const you = "Du";

/** What both said, seen together. */
export const reveal: Words<typeof en.reveal> = {
  title: "Seite an Seite",
  kicker: (number: number, date: string) => `Check-in ${number} · ${date}`,
  lead: (name: string) => `Du und ${name}, ihr habt beide geantwortet. Nehmt euch Zeit dafür.`,
  loading: "Wir öffnen, was ihr beide geschrieben habt",
  back: "Diese Woche",
  you,

  strengths: "Was gut war",
  appreciated: (name: string) => `${name} schreibt`,
  youAppreciated: "Du schreibst",
  conversation: {
    wish: "Was euch beschäftigt",
    main: "Darüber lohnt es sich zu reden",
    light: "Ein lockeres Gespräch",
  },
  more: "Wenn noch Platz für eins ist",
  wishes: "Was euch beschäftigt",
  wrote: (name: string) => `${name} schreibt`,
  youWrote: "Du schreibst",
  lightHint: "Eine nette Frage, wenn ihr mögt. Wechselt euch ab, oder lasst sie, wenn der Abend anderes vorhat.",
  newsHint: "Eine Frage an den Menschen, von dem die lieben Worte sind.",
  wishOf: (name: string) => `Darüber möchte ${name} reden`,
  wishMine: "Darüber möchtest du reden",

  neutralTitle: "Heute nicht",
  neutralBody: "Diesmal wird kein Gespräch vorgeschlagen. Verbringt den Abend, wie es für euch beide passt.",

  again: "Kam schon einmal vor",
  needNot: "Ihr müsst nicht darüber reden. Ihr könnt beide zu allem hier Nein sagen.",
  why: "Warum das?",
  guessed: (who: string) => (who === you ? "Von dir geraten" : `${who} hat geraten`),
  notSaid: "Nicht geteilt",
  meaning: "Was dahinterstecken kann",
  notThis: "Was es nicht ist",

  toStart: "Einstiege, und etwas Kleines zum Ausprobieren",
  starters: "Einstiege ins Gespräch",
  startersHint: "Das sind Beispiele. Setz deinen eigenen Moment ein, in deinen Worten.",
  forMeFeels: "Wenn es dir so geht",
  forMeListens: (name: string) => `Wenn ${name} erzählt und du zuhörst`,
  forThemFeels: (name: string) => `So könnte ${name} anfangen`,
  forThemListens: (name: string) => `Wenn du erzählst und ${name} zuhört`,
  feels: "Wenn es dir so geht",
  listens: "Wenn du zuhörst",
  saveStarter: "Auf unsere Liste",
  unsaveStarter: "Von unserer Liste nehmen",

  experiment: "Etwas Kleines zum Ausprobieren",
  minutes: (count: number) => (count > 0 ? `etwa ${count} Min.` : "ohne Extrazeit"),

  voiceLegend: "Wollen wir darüber reden?",
  voice: { now: "Jetzt", later: "Später", not_for_us: "Nichts für uns" },
  voiceMineOnly: (name: string) =>
    `Notiert. Sobald auch ${name} gewählt hat, seht ihr beide, was herauskommt. Wählt jemand von euch „Nichts für uns“, ruht das Thema.`,
  voiceBoth: {
    now: "Ihr möchtet beide jetzt reden.",
    later: "Dann später. Es kann warten.",
    not_for_us: "Dieses nicht. Etwa sechs Monate lang kommt es nicht wieder.",
  },
  talkInTurns: "Abwechselnd darüber reden",
  wishNotForUs: "Dann dieses nicht. Das ist in Ordnung.",
  talked: "Wir haben darüber geredet",
  talkedOn: (date: string) => `Darüber geredet am ${date}`,
  tried: "Wir haben es probiert",
  triedOn: (date: string) => `Probiert am ${date}`,
  undo: "Rückgängig",
  helpedLegend: "Hat es geholfen?",
  helpedElsewhere:
    "Hat es geholfen? Das könnt ihr beide allein beantworten: Öffnet diesen Check-in im Rückblick, dann „Ganz für dich“.",
  helpedHint: "Nur du siehst deine Antwort.",
  helped: { yes: "Ja", a_little: "Ein wenig", no: "Eher nicht" },
  helpedThanks: "Danke. Es ist gespeichert.",
  tell: (name: string) => `${name} wissen lassen`,
  toldThat: {
    yes: (name: string) => `${name} sagt: Es hat geholfen.`,
    a_little: (name: string) => `${name} sagt: Es hat ein wenig geholfen.`,
    no: (name: string) => `${name} sagt: Es hat eher nicht geholfen.`,
  },
  youTold: {
    yes: "Du hast gesagt: Es hat geholfen.",
    a_little: "Du hast gesagt: Es hat ein wenig geholfen.",
    no: "Du hast gesagt: Es hat eher nicht geholfen.",
  },
  wouldTell: (name: string, sentence: string) =>
    `${name} würde lesen: „${sentence}“ Davon hängt auch ab, wann das Thema wiederkommt.`,
  tellsThis: (name: string, sentence: string) =>
    `${name} liest: „${sentence}“ Um deine Antwort zu ändern, schalte das aus.`,
  yourPartner: "Dein Gegenüber",
  anotherWay: "Ein anderer Weg",
  anotherWayLead:
    "Mit einem Gespräch ist selten alles gesagt. Hier ist etwas anderes zum Ausprobieren, und Einstiege für die andere Seite.",
  otherSide: {
    feels: "Einstiege, um zu sagen, wie es dir geht",
    listens: "Einstiege fürs Zuhören",
  },

  privateTitle: "Nur du siehst das",
  privateBody: "Es kommt aus deinen eigenen Antworten mit der Zeit. Sprich es an oder behalt es für dich.",

  guesses: "Was ihr geraten habt",
  guess: {
    exactMine: (name: string) => `Genau richtig. Hier kennst du ${name} gut.`,
    exactTheirs: (name: string) => `${name} hat es genau erraten.`,
    closeMine: "Ganz knapp daneben.",
    closeTheirs: (name: string) => `${name} lag ganz knapp daneben.`,
    farMine: (name: string) => `Eine Überraschung. Frag ${name} ruhig danach.`,
    farTheirs: (name: string) => `Eine Überraschung für ${name}. Erzähl mehr, wenn du magst.`,
  },
  answerLabel: "Die Antwort",

  keptAgreement: "Ihr behaltet sie beide.",
  restingAgreement: "Diese ruht jetzt. Ihr könnt sie wieder abmachen, wenn ihr beide mögt.",

  all: "Alle Antworten nebeneinander",
  allHint: "Übersprungen oder für sich behalten: Beides sieht hier gleich aus.",
  skipped: "Übersprungen",

  goneTitle: "Hier gibt es noch nichts zu sehen",
  goneBody: "Entweder seid ihr noch nicht beide fertig, oder dieser Raum ist geschlossen.",
  home: "Zu dieser Woche",
};
