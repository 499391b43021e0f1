import type * as en from "../en/talk";
import type { Words } from "../shape";

/** A guided conversation: one speaks, the other listens, then the other way round. */
export const talk: Words<typeof en.talk> = {
  title: "Abwechselnd darüber reden",
  loading: "Euer Thema wird geöffnet",
  leave: "Verlassen",
  back: "Zurück",
  goneTitle: "Hier gibt es nichts zu bereden",
  goneBody: "Dieses Thema ist nicht in eurem Raum, oder der Raum ist geschlossen.",
  home: "Zu dieser Woche",

  lead: "Eine Seite redet, die andere hört nur zu. Dann tauscht ihr.",
  howLegend: "Mit einem Handy oder mit zwei?",
  how: { together: "Ein Handy", apart: "Zwei Handys" },
  togetherHint: "Legt das Handy zwischen euch auf den Tisch. Es geht auch ohne Verbindung.",
  apartHint: (name: string) =>
    `Fürs Telefonieren: Du und ${name}, ihr öffnet beide diese Seite, und eure Handys zeigen denselben Schritt. Nichts, was ihr sagt, wird aufgenommen.`,
  who: "Wer fängt an?",
  begins: (name: string) => `${name} fängt an`,
  youBegin: "Du fängst an",
  anyone: "Der Zufall entscheidet",
  times: "Zeiten vorschlagen",
  timesHint: "Je etwa fünf Minuten. Es klingelt nichts.",

  wordsHint: "Fang mit diesen Worten an oder mit deinen.",
  questionHint: "Antworte auf deine Art, oder nimm eine andere.",
  ownWords: "Fang mit deinen Worten an.",
  wishOf: (name: string) => `Darüber möchte ${name} reden`,
  wishMine: "Darüber möchtest du reden",
  newsOf: (name: string) => `Zu den lieben Worten, die ${name} geschrieben hat`,
  newsMine: "Zu den lieben Worten, die du geschrieben hast",
  otherWords: "Andere Worte",
  listenFirst: "Du hörst zuerst zu. Dann bist du dran.",
  start: "Los geht’s",

  speaks: (name: string) => `${name} redet`,
  youSpeak: "Du redest",
  listens: (name: string) => `Jetzt hört ${name} nur zu. Fragen können warten.`,
  youListen: "Jetzt hörst du nur zu. Fragen können warten.",
  theyListen: (name: string) => `${name} hört zu.`,
  secondAnswer: "Dieselbe Frage. Sag, wie es für dich ist.",
  secondTurn: "Sag, wie es für dich ist. Auf das eben Gehörte musst du nicht antworten.",
  toHeard: (name: string) => `Weiter: was ${name} gehört hat`,
  toHeardMine: "Weiter: was du gehört hast",

  heard: (name: string) => `Was ${name} gehört hat`,
  youHeard: "Was du gehört hast",
  reflect:
    "Sag es in deinen Worten zurück, bevor du fragst oder antwortest. Dann frag: „Hab ich das richtig verstanden?“",
  reflectTheirs: (name: string) => `Jetzt sagt ${name} es in anderen Worten zurück und fragt, ob es stimmt.`,
  sounds: "So kann das klingen",
  toSpeaks: (name: string) => `Jetzt redet ${name}`,
  toYouSpeak: "Jetzt redest du",
  toClose: "Abschließen",

  minutesLeft: (minutes: number) => (minutes > 1 ? `Etwa ${minutes} Minuten` : "Etwa eine Minute"),
  over: "Die Zeit ist um. Hört auf, wann ihr mögt.",
  stepBack: "Ein Schritt zurück",
  stop: "Hier aufhören",

  pause: "Pause",
  pauseTitle: "Eine Pause",
  pauseLead: "Kommt zurück, wenn ihr euch beide ruhiger fühlt.",
  pauseWhy: "Wenn ein Gespräch hitzig wird, braucht der Körper etwa zwanzig Minuten, um sich zu beruhigen.",
  pauseIdea: "Geh ein Stück spazieren, mach Tee, hör Musik. Hier geht es dann weiter, wo ihr wart.",
  pauseOver: "Zwanzig Minuten sind vorbei. Nehmt euch mehr Zeit, wenn ihr mögt.",
  resume: "Wir sind beide wieder da",
  stopToday: "Für heute gut sein lassen",

  alone: "Keine Verbindung, darum zeigen eure Handys vielleicht verschiedene Schritte. Du kannst hier weitermachen.",

  closeTitle: "Danke euch beiden",
  closeLead: "Ihr habt euch Zeit genommen, einander zuzuhören. Heute muss nichts gelöst werden.",
  mark: "Wir haben darüber geredet",
  marked: "Gemerkt: Ihr habt darüber geredet.",
  markedLater: "Gemerkt. Gespeichert wird es, wenn du wieder online bist.",
  undo: "Rückgängig",
  again: "Noch ein wenig reden",
};
