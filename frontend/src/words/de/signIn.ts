import type * as en from "../en/signIn";
import type { Words } from "../shape";

/** Signing in, and the first time. */
export const signIn: Words<typeof en.signIn> = {
  lead: "Ein kleiner wöchentlicher Check-in für zwei. Allein antworten, zusammen anschauen, dann reden.",
  email: "Deine E-Mail-Adresse",
  emailHint: "Wir schicken dir einen Code.",
  sendCode: "Code schicken",
  withPasskey: "Passkey verwenden",
  or: "oder",
  emailMissing: "Bitte schreib deine E-Mail-Adresse, zum Beispiel robin@example.org.",
  codeTitle: "Schau in deine E-Mails",
  codeLead: (email: string) => `Wir haben einen Code an ${email} geschickt.`,
  code: "Code aus der E-Mail",
  codeHint: "Schau auch im Spam-Ordner nach.",
  confirm: "Anmelden",
  codeMissing: "Bitte gib den Code aus der E-Mail ein.",
  codeWrong: "Das ist nicht der Code aus der letzten E-Mail. Bitte prüf ihn und versuch es noch einmal.",
  codeExpired: "Dieser Code gilt nicht mehr. Bitte lass dir einen neuen schicken.",
  newCode: "Neuen Code schicken",
  newCodeSent: "Ein neuer Code ist unterwegs.",
  otherEmail: "Andere Adresse verwenden",
  passkeyStepTitle: "Ein Schritt noch",
  passkeyStepLead: "Dein Konto hat einen Passkey. Bitte bestätige damit, dass du es bist.",
  passkeyStepFailed: "Der Passkey wurde nicht angenommen. Du kannst stattdessen einen Ersatzcode verwenden.",
  passkeyStepCancelled: "Es wurde nichts bestätigt. Versuch es noch einmal, oder verwende einen Ersatzcode.",
  withRecovery: "Stattdessen Ersatzcode verwenden",
  recovery: "Ersatzcode",
  recoveryHint: "Einer der zehn Codes, die du mit deinem Passkey gesichert hast. Jeder gilt einmal.",
  recoveryWrong: "Dieser Code gilt nicht. Bitte versuch einen anderen Ersatzcode.",
  recoverLink: "Passkey verloren?",
  recoverTitle: "Ersatzcode verwenden",
  recoverLead:
    "Das ist für dich, wenn du dich nur mit Passkey anmeldest. Sonst lass dir zuerst einen Code per E-Mail schicken.",
  recoverWrong: "Dieser Code passt nicht zu dieser Adresse. Bitte prüf beides.",
  recoverBack: "Zurück zur Anmeldung",
  passkeyFailed: "Der Passkey wurde nicht angenommen. Du kannst dich mit einem Code per E-Mail anmelden.",
  passkeyCancelled: "Es wurde nichts bestätigt. Versuch es noch einmal, oder nimm einen Code per E-Mail.",
  unconfirmed:
    "Dieses Gerät hat den Server eine Woche lang nicht erreicht. Darum zeigt es nicht, was hier geschrieben wurde. Nichts ist verloren. Geh online, um es wieder zu sehen.",
  inviteWaits: "Deine Einladung ist gespeichert. Melde dich zuerst an, dann kannst du sie annehmen.",
  aboutLink: "App und Datenschutz",
};

export const welcome: Words<typeof en.welcome> = {
  title: "Schön, dass du da bist",
  name: "Wie sollen wir dich nennen?",
  nameHint: "So heißt du in eurem gemeinsamen Raum.",
  nameMissing: "Bitte schreib einen Namen.",
  zone: "Deine Zeitzone",
  zoneHint: "Damit Erinnerungen zu einer Zeit kommen, die dir passt.",
  go: "Weiter",
  passkeyAdd: "Passkey hinzufügen",
  passkeyAdded: "Der Passkey ist hinzugefügt.",
  passkeyNot: "Der Passkey wurde nicht hinzugefügt. Du kannst das später in den Einstellungen tun.",
  signInAgain:
    "Um einen Passkey hinzuzufügen, melde dich bitte zuerst ab und mit einem Code per E-Mail wieder an. So bestätigst du, dass du es bist.",
};

export const recovery: Words<typeof en.recovery> = {
  title: "Sichere diese Ersatzcodes",
  lead: "Wenn du deinen Passkey einmal verlierst, kannst du stattdessen einen dieser Codes verwenden. Jeder gilt einmal. Sie werden nur jetzt gezeigt.",
  where:
    "Schreib sie auf, oder speichere sie in einem Passwort-Manager. Wenn du deinen Passkey und diese Codes verlierst, kann dich nur hereinlassen, wer diesen Server betreibt.",
  copy: "Codes kopieren",
  copied: "Die Codes sind kopiert.",
  download: "Codes herunterladen",
  file: "ersatzcodes.txt",
  copyFailed: "Das Kopieren hat hier nicht geklappt. Bitte schreib sie auf.",
  kept: "Ich habe sie gesichert",
};
