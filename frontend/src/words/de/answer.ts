import type * as en from "../en/answer";
import type { Words } from "../shape";
import { language, plural } from "./language";

/** Answering a check-in, waiting for the partner, and words that stayed on this device. */
export const answer: Words<typeof en.answer> = {
  title: "Dein Check-in",
  leave: "Später",
  loading: "Dein Check-in wird geladen",
  progress: (at: number, of: number) => `Frage ${at} von ${of}`,
  kicker: {
    anchor: "In den letzten sieben Tagen",
    reason: "In den letzten sieben Tagen",
    appreciation: "Für den Anfang",
    guess: "Rate mal",
    wish: "Zum Schluss",
    agreement: "Eure Abmachung",
  },
  tenderKicker: "Sensibles Thema · in den letzten sieben Tagen",
  guessAbout: (name: string) => `Was antwortet ${name} hier wohl?`,
  skip: "Überspringen",
  nothingThisWeek: "Diese Woche nichts",
  addNote: "Ein paar Worte dazu",
  note: "Deine Worte",
  wordsHere: "So viel oder so wenig, wie du magst",
  remaining: (count: number) => `noch ${count.toLocaleString(language)} Zeichen`,
  tooLong: (count: number) => `${count.toLocaleString(language)} Zeichen zu lang`,
  joined: "Du hast das an zwei Stellen geschrieben. Hier stehen beide Texte. Kürze sie, wie du magst.",
  talk: "Darüber reden",
  talkHint: "Aus einer solchen Notiz wird ein Gespräch.",
  /** After it, where the check-in ends with words of one's own. */
  talkHintEnd: "Was du am Schluss schreibst, kommt zuerst.",
  onlyMe: "Nur für mich",
  shareHint: (name: string) => `Das sieht ${name}, sobald ihr beide fertig seid.`,
  onlyMeHint: (name: string) => `Für ${name} sieht das genauso aus wie übersprungen.`,
  /** Tender topics ask who may see the answer. */
  whoSees: "Für wen ist diese Antwort?",
  shareWith: (name: string) => `Für ${name} und mich`,
  undecided: "Bis du wählst, siehst nur du sie.",
  /** The question about an agreement of the two. */
  keepIt: {
    title: "Behalten?",
    keep: "Ja, behalten",
    rest: "Ruhen lassen",
    sealed: (name: string) =>
      `Diese Antwort bekommt ${name} nicht zu sehen. Sagt ihr beide Ja, bleibt die Abmachung. Sonst ruht sie.`,
    review: "Gezeigt wird nur das Ergebnis: behalten oder nicht",
  },
  solo: "Nur du kannst das lesen.",
  /** Asked once, at the first prompt. */
  usual: "Wer sieht deine Antworten?",
  usualHint: (name: string) =>
    `Was du teilst, sieht ${name}, wenn ihr beide fertig seid. Du kannst jede Antwort ändern, und diese Wahl unter „Privatsphäre“.`,
  undo: "Rückgängig",
  back: "Zurück",
  next: "Weiter",
  toReview: "Durchsehen",
  backToReview: "Fertig",
  saved: "Gespeichert",
  saving: "Wird gespeichert",
  savedHere: "Hier gespeichert, wird noch gesendet",
  /** Where the browser keeps nothing: the words are on this page alone. */
  keepOpen: "Noch nicht gesendet. Lass diese Seite offen.",
  fault: "Nicht gesendet: In dieser App ist etwas schiefgegangen.",
  memory: {
    body: "Dieser Browser behält zwischen zwei Besuchen nichts. Was du schreibst, steht auf dieser Seite und, solange du online bist, auf dem Server. Lass die Seite offen, bis du abgeschickt hast.",
    understood: "Alles klar",
  },
  signedOut: "Auf diesem Gerät gespeichert. Melde dich wieder an, damit es gesendet wird.",
  refused: "Auf diesem Gerät gespeichert. Eine Notiz ist zu lang.",
  refusedOther: "Auf diesem Gerät gespeichert. Noch nicht gesendet.",
  review: {
    title: "Deine Antworten durchsehen",
    lead: "Tippe auf eine Antwort, um sie zu ändern.",
    leadLocks:
      "Tippe auf eine Antwort, um sie zu ändern. Daneben steht, wer sie sieht: Tippe darauf, um das zu ändern.",
    notAnswered: "Nicht beantwortet",
    skipped: "Übersprungen",
    guess: "Geraten:",
    private: "Nur für mich",
    shared: (name: string) => `Für ${name} und mich`,
    /** A screen reader's name for the lock of an answer. */
    lock: (now: string, prompt: string) => `${now}. Ändern, wer das sieht: ${prompt}`,
    talk: "Darüber reden",
    unanswered: (count: number) =>
      plural(count, {
        one: "Eine Frage hat keine Antwort. Das ist in Ordnung: Sie zählt als übersprungen.",
        other: `${count} Fragen haben keine Antwort. Das ist in Ordnung: Sie zählen als übersprungen.`,
      }),
    final: "Versiegelt, bis ihr beide fertig seid",
    finalAlone: "Nur für dich",
    finalBody: (name: string) =>
      `Was du teilst, sieht ${name} erst, wenn ihr beide fertig seid. Bis dahin kannst du deine Antworten zurücknehmen. Danach bleiben sie, wie sie sind.`,
    finalSolo: "Nur du kannst deine Antworten lesen. Bis der Check-in schließt, kannst du sie zurücknehmen und ändern.",
    told: (name: string) => `Dass du fertig bist, sieht ${name} dann.`,
    tellNot: (_name: string) => "Lieber nicht zeigen",
    toldNoMore: "Geändert. Du kannst das auch unter „Privatsphäre“ einstellen.",
    /** At home, where the partner may run the server. */
    notToldInApp: (name: string) => `In der App sieht ${name} nicht, dass du fertig bist.`,
    notTold: (name: string) => `Dass du fertig bist, sieht ${name} nicht.`,
    submit: "Antworten abschicken",
    discard: "Diese Antworten löschen",
    discardSure: "Ja, löschen",
    discarded: "Deine Antworten sind gelöscht.",
    nothing: "Beantworte oder überspring zuerst mindestens eine Frage.",
    lookAgain:
      "Deine Antworten wurden auch auf einem anderen Gerät geändert. Nichts ist verloren. Bitte sieh sie noch einmal durch, bevor du sie abschickst.",
  },
  startFrom: {
    title: "Einiges davon hast du schon beantwortet",
    lead: (name: string) =>
      `Du hast einige dieser Fragen allein beantwortet, bevor ihr verbunden wart, du und ${name}. Du kannst mit diesen Antworten anfangen und jede ändern.`,
    sharing: (name: string) =>
      `Antworten mit Worten sind erst einmal „Nur für mich“. Die anderen werden geteilt wie jede neue Antwort. Bis du alles durchgesehen und abgeschickt hast, bekommt ${name} nichts.`,
    take: "Meine Antworten nehmen",
    fresh: "Neu anfangen",
    none: "Diesmal sind es andere Fragen, du fängst also neu an.",
  },
  gone: {
    title: "Dieser Check-in ist nicht da",
    body: "Vielleicht ist er geschlossen, oder sein Raum. Wenn du Antworten gespeichert hattest, sind sie im Rückblick.",
    history: "Zum Rückblick",
    offlineTitle: "Gerade keine Verbindung",
    offlineBody: "Dieser Check-in wurde auf diesem Gerät noch nicht geöffnet. Er ist da, sobald du wieder online bist.",
    home: "Zu dieser Woche",
  },
  ended: {
    submittedTitle: "Schon abgeschickt",
    submittedBody: "Dieser Check-in wurde ohne die Worte unten abgeschickt.",
    submittedWhole: "Dieser Check-in ist abgeschickt.",
    closedTitle: "Schon geschlossen",
    closedBody: "Dieser Check-in schloss, bevor die Worte unten gesendet waren.",
    closedWhole: "Dieser Check-in schloss, bevor du ihn abgeschickt hast.",
    spaceTitle: "Dieser Raum ist geschlossen",
    spaceBody: "Er wurde geschlossen, bevor die Worte unten gesendet waren.",
    spaceWhole: "Er wurde geschlossen, bevor du diesen Check-in abgeschickt hast.",
    /** Of words that the server does not have. */
    here: "Sie sind nur auf diesem Gerät.",
    hereInMemory: "Sie sind nur auf dieser Seite und gehen verloren, wenn du sie schließt.",
    /** Of answers that the server has. */
    saved: "Was du vorher gespeichert hast, ist im Rückblick.",
    savedWhole: "Was du geschrieben hast, ist im Rückblick.",
    history: "Zum Rückblick",
    copy: "Meine Worte kopieren",
    copied: "Kopiert",
    remove: "Von diesem Gerät entfernen",
    removeSure: "Ja, entfernen",
  },
};

export const waiting: Words<typeof en.waiting> = {
  title: "Deine Hälfte ist fertig",
  notYet: "Noch nicht.",
  body: (name: string) => `Wenn ihr beide fertig seid, du und ${name}, seht ihr es zusammen.`,
  until: (when: string) => `Dieser Check-in ist offen bis ${when}.`,
  tenderOffer:
    "Manche Themen, etwa Berührung oder Vertrauen, kommen nur, wenn ihr sie beide wollt. Du wählst für dich allein.",
  tenderLink: "In „Privatsphäre“ wählen",
  sending: "Fast fertig",
  sendingBody:
    "Gerade gibt es keine Verbindung. Deine Antworten sind auf diesem Gerät sicher und werden abgeschickt, sobald du wieder online bist.",
  sendingKeepOpen:
    "Gerade gibt es keine Verbindung, und dieser Browser behält zwischen zwei Besuchen nichts. Lass diese Seite offen: Deine Antworten werden abgeschickt, sobald du wieder online bist.",
  faultBody:
    "Beim Abschicken ist etwas schiefgegangen. Deine Antworten sind noch nicht abgeschickt und noch hier. Bitte versuch es noch einmal und lass diese Seite offen, bis es klappt.",
  sendAgain: "Noch einmal versuchen",
  signedOutBody: "Deine Antworten sind auf diesem Gerät. Melde dich wieder an, um sie abzuschicken.",
  soloTitle: "Fertig für diese Woche",
  soloBody: "Nur du kannst deine Antworten lesen. Im Rückblick findest du sie wieder.",
  closedTitle: "Schon geschlossen",
  closedBody:
    "Ihr wart nicht beide rechtzeitig fertig, darum bekommt ihr beide nichts voneinander zu sehen. Was du geschrieben hast, bleibt bei dir.",
  closedAlone:
    "Dieser Check-in ist geschlossen. Was du gespeichert hast, ist im Rückblick, und nur du kannst es lesen.",
  spaceTitle: "Dieser Raum ist geschlossen",
  spaceBody: "Er wurde geschlossen, während du gewartet hast. Was du geschrieben hast, ist im Rückblick.",
  home: "Zurück zu dieser Woche",
  readAgain: "Meine Antworten lesen",
  takeBack: "Antworten zurücknehmen",
  takenBack: "Sie sind wieder ein Entwurf. Niemand hat sie gesehen.",
  tooLate: "Ihr seid beide fertig, jetzt könnt ihr es beide lesen.",
};
