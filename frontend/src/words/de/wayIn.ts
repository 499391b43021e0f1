import type * as en from "../en/wayIn";
import type { Words } from "../shape";

/** Getting in where no e-mail is sent: links, passkeys and recovery codes. */
export const wayIn: Words<typeof en.wayIn> = {
  setUpTitle: "Hier geht es los",
  setUpLead: "Du erstellst das erste Konto auf diesem Server. Das zweite kommt über deine Einladung dazu.",
  name: "Wie sollen wir dich nennen?",
  nameHint: "So heißt du in eurem gemeinsamen Raum.",
  nameMissing: "Bitte schreib einen Namen.",
  begin: "Weiter",

  passkeyTitle: "Passkey hinzufügen",
  passkeyLead:
    "Du meldest dich mit Gesicht, Fingerabdruck oder Gerätecode an. Hier werden keine E-Mails verschickt, darum kommst du nur mit deinem Passkey wieder herein.",
  passkeyUnsupported:
    "Dieser Browser kann keinen Passkey speichern. Öffne denselben Link in einem anderen, etwa in Safari oder Chrome.",
  passkeyLater: "Jetzt nicht",

  deviceTitle: "Dieses Gerät hinzufügen",
  deviceLead: (name: string) => `Hier als ${name} anmelden? Deine anderen Geräte erfahren davon.`,
  deviceYes: "Hier anmelden",
  devicePasskey:
    "Du bist angemeldet. Mit einem Passkey auf diesem Gerät kannst du dich hier jederzeit wieder anmelden.",

  notYetTitle: "Noch nicht ganz",
  notYet: (when: string) => `Dieser Link gilt ab ${when}. Bis dahin lässt er sich im Konto noch zurückziehen.`,
  notUsableTitle: "Dieser Link gilt nicht",
  notUsable: "Er wurde schon benutzt oder zurückgezogen, oder er ist zu alt. Bitte um einen neuen.",
  noLinkTitle: "Nimm deinen Link",
  noLink: "Öffne den Link, den du bekommen hast, oder scanne seinen QR-Code.",
  signedInTitle: "Du bist drin",
  signedIn: (name: string) => `Du bist angemeldet als ${name}.`,
  toSignIn: "Zur Anmeldung",

  newDevice: "Ist das ein neues Gerät?",
  newDeviceHow:
    "Öffne auf einem Gerät, auf dem du angemeldet bist, die Einstellungen, dann „Anmeldung und Geräte“, und wähle „Gerät hinzufügen“. Dann scanne den Code mit diesem hier.",
  recoveryLink: "Ersatzcode verwenden",
  recoverLead:
    "Wenn du deinen Passkey verloren hast, kommst du mit einem deiner Ersatzcodes herein. Jeder gilt einmal.",
  recoverWrong: "Dieser Code gilt nicht. Bitte versuch einen anderen Ersatzcode.",
  passkeyFailed: "Der Passkey wurde nicht angenommen. Du kannst stattdessen einen Ersatzcode verwenden.",
  passkeyCancelled: "Es wurde nichts bestätigt. Versuch es noch einmal, oder verwende einen Ersatzcode.",
  noAccount: "Neu hier? Öffne die Einladung, die du bekommen hast.",
};

/** The same on the pages of someone who is signed in. */
export const withoutMail: Words<typeof en.withoutMail> = {
  add: "Gerät hinzufügen",
  addLead:
    "Scanne einen Code mit deinem neuen Gerät, und du bist dort angemeldet. Vorher bestätigst du mit deinem Passkey.",
  addNeeds: "Füge zuerst einen Passkey hinzu. Dann kannst du weitere Geräte hinzufügen.",
  qr: "QR-Code mit dem Link für dein neues Gerät, zum Scannen mit dessen Kamera",
  copy: "Link kopieren",
  copied: "Der Link ist kopiert.",
  copyFailed: "Das Kopieren hat hier nicht geklappt. Bitte scanne den Code.",
  until: (when: string) => `Er gilt einmal, bis ${when}. Zeig ihn sonst niemandem.`,

  passkeysNone: "Melde dich mit Gesicht, Fingerabdruck oder Gerätecode an.",
  passkeysSome: "Du meldest dich mit einem Passkey an. Wenn du ihn verlierst, kommst du mit einem Ersatzcode herein.",
  lastOne: "Das ist dein einziger Passkey, darum bleibt er. Um ihn zu ersetzen, füge zuerst einen anderen hinzu.",

  needsPasskey: "Du hast noch keinen Passkey. Ohne ihn kommst du nicht zurück, wenn du hier abgemeldet wirst.",
  addPasskey: "Passkey hinzufügen",
  linkMade: (when: string) =>
    `Auf diesem Server wurde ein Link in dein Konto erstellt, von der Person, die ihn betreibt. Er gilt ab ${when}. Wenn du nicht darum gebeten hast, zieh ihn zurück.`,
  cancelLink: "Link zurückziehen",
  linkCancelled: "Der Link gilt nicht mehr.",
};
