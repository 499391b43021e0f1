import type * as en from "../en/pair";
import type { Words } from "../shape";

/** Inviting, joining, confirming. */
export const pair: Words<typeof en.pair> = {
  title: "Zu zweit anfangen",
  steps: ["Du schickst eine Einladung.", "Sie wird angenommen.", "Du prüfst, wer das ist."],
  make: "Einladung erstellen",
  ready: "Deine Einladung",
  until: (when: string) => `Sie gilt einmal, bis ${when}. Diese Seite aktualisiert sich selbst.`,
  share: "Link teilen",
  shareText: (name: string) =>
    `${name} lädt dich zu einem Abend zu zweit ein: allein antworten, zusammen anschauen, dann reden.`,
  copy: "Link kopieren",
  copied: "Der Link ist kopiert.",
  copyFailed: "Das Kopieren hat hier nicht geklappt. Der Code unten tut dasselbe.",
  qr: "QR-Code mit dem Link der Einladung, zum Scannen mit einer Kamera",
  code: "Oder scannen lassen oder vorlesen",
  hidden: "Deine Einladung ist offen",
  hiddenLead:
    "Ihr Link wird nur einmal gezeigt, damit ihn niemand sonst abgreift. Wenn du ihn nicht mehr hast, erstell eine neue. Die alte gilt dann nicht mehr.",
  makeNew: "Neue Einladung erstellen",
  cancel: "Einladung zurückziehen",
  cancelled: "Die Einladung gilt nicht mehr.",

  askedTitle: "Ist das die richtige Person?",
  askedLead: (name: string) => `${name} möchte sich mit dir verbinden.`,
  askedWith: "Angemeldet als",
  confirm: "Ja, verbinde uns",
  decline: "Nein, das ist jemand anderes",
  declined: "Abgelehnt. Deine Einladung gilt nicht mehr.",

  waitTitle: "Fast geschafft",
  waitLead: (name: string) => `Jetzt prüft ${name} noch, ob du es bist. Diese Seite aktualisiert sich selbst.`,
  withdraw: "Zurückziehen",
  notConfirmed: "Diese Einladung wurde nicht bestätigt oder ist abgelaufen. Du kannst um eine neue bitten.",
  already: "Du bist schon verbunden",
  alreadyLead: (name: string) =>
    `Du und ${name}, ihr teilt einen Raum. Um dich mit jemand anderem zu verbinden, verlass ihn zuerst in den Einstellungen.`,

  inShort: (name: string) =>
    `${name} betreibt diesen Server und könnte Antworten technisch lesen. Die andere Seite sieht nur, was du teilst.`,
  /** At home, where the operator is often the partner. */
  inTheApp: "In der App sieht die andere Seite nur, was du teilst, und erst, wenn ihr beide fertig seid.",
  readMore: "Mehr dazu",
  whoRuns: "Wer diesen Server betreibt",
  alsoKnows:
    "Der Server kennt auch deine E-Mail-Adresse und weiß, mit wem du verbunden bist und wann ihr jeweils fertig seid.",
  alsoKnowsWithoutMail: "Der Server weiß auch, mit wem du verbunden bist und wann ihr jeweils fertig seid.",
  watchedTitle: "Dein Gerät kann überwacht werden",
  watched:
    "Wer deinen Gerätecode kennt, kann lesen, was du hier liest. Wenn dir das Sorgen macht, nimm ein anderes Gerät oder antworte nicht. Du kannst jederzeit gehen.",
};

export const join: Words<typeof en.join> = {
  title: "Einladung annehmen",
  letterTitle: "Du bist eingeladen",
  letterLead: "Jemand wünscht sich einen Abend zu zweit mit dir.",
  /** After the inviter's name. */
  letterFrom: "lädt dich zu einem Abend zu zweit ein: allein antworten, zusammen anschauen, dann reden.",
  whoInvites: "Wer lädt mich ein?",
  name: "Dein Vorname",
  nameMissing: "Bitte schreib einen Namen.",
  email: "Deine E-Mail-Adresse",
  emailMissing: "Bitte schreib deine E-Mail-Adresse, zum Beispiel robin@example.org.",
  haveAccount: "Ich habe ein Konto",
  leadSignedOut: "Bitte melde dich zuerst an. Dann kannst du deinen Code eingeben.",
  signIn: "Anmelden und annehmen",
  look: "Sehen, wer dich einlädt",
  button: "Annehmen",
  signedInAs: (name: string, email: string | null) => `Du bist angemeldet als ${name}${email ? ` (${email})` : ""}.`,
  switchPerson: "Mit anderem Konto anmelden",

  code: "Code aus der Einladung",
  codeHint: "Acht Buchstaben und Ziffern, wie ABCD-EFGH.",
  codeMissing: "Bitte gib die acht Buchstaben und Ziffern des Codes ein.",
  notUsable:
    "Diese Einladung gilt nicht. Bitte prüf den Code. Wenn er stimmt, wurde sie schon benutzt oder zurückgezogen, oder sie ist älter als einen Tag: Bitte um eine neue.",
  /** By a link, where no code was typed. */
  notUsableLink:
    "Diese Einladung wurde schon benutzt oder zurückgezogen, oder sie ist älter als einen Tag. Bitte um eine neue.",
  own: "Das ist deine eigene Einladung. Bitte schick sie weiter.",
  alreadyPaired:
    "Du bist schon verbunden. Um eine andere Einladung anzunehmen, verlass zuerst in den Einstellungen deinen Raum.",
};

/** The moment of linking. */
export const together: Words<typeof en.together> = {
  title: "Ihr seid verbunden",
  and: "und",
  lead: "Euer erster Check-in ist ein kurzer.",
  begin: "Anfangen",
};
