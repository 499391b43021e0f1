import type * as en from "../en/account";
import type { Words } from "../shape";
import { plural } from "./language";

/** How people sign in, and where they are signed in. */
export const account: Words<typeof en.account> = {
  title: "Anmeldung und Geräte",

  devices: "Angemeldete Geräte",
  devicesLead: "Eins kommt dir unbekannt vor? Melde es ab. Dann kommen dort auch keine Erinnerungen mehr an.",
  unknownDevice: "Ein Browser",
  here: "Dieses Gerät",
  seen: (when: string) => `Zuletzt benutzt etwa am ${when}`,
  since: (when: string) => `Angemeldet am ${when}`,
  signOutThere: "Abmelden",
  signOutOf: (name: string) => `${name} abmelden`,
  signedOutThere: "Das Gerät ist abgemeldet.",
  others: "Alle anderen abmelden",
  othersDone: "Alle anderen Geräte sind abgemeldet.",
  everywhere: "Überall abmelden",
  everywhereStays:
    "Damit meldest du dich auf allen Geräten zugleich ab. Ein anderes Gerät löscht, was es für dich gespeichert hat, sobald es diesen Server wieder erreicht. Bis dahin kann es das noch zeigen, höchstens eine Woche lang. Was den Server nicht erreicht hat, bleibt einen Monat auf dem Gerät, auf dem du es geschrieben hast, und nur du kannst es lesen.",
  everywhereDone: "Du bist auf allen Geräten abgemeldet, auch auf diesem.",

  passkeys: "Passkeys",
  passkeysNone: "Melde dich mit Gesicht, Fingerabdruck oder Gerätecode an, ohne Code per E-Mail.",
  passkeysSome:
    "Nach einem Code per E-Mail wirst du nach einem Passkey gefragt. Du kannst dich auch gleich mit dem Passkey anmelden.",
  passkeysUnsupported: "Dieser Browser unterstützt keine Passkeys.",
  added: (when: string) => `Hinzugefügt am ${when}`,
  remove: "Entfernen",
  removeNamed: (name: string) => `Passkey ${name} entfernen`,
  removed: "Der Passkey ist entfernt.",
  lastOne: "Das ist dein einziger Passkey. Um ihn zu entfernen, erlaube zuerst Codes per E-Mail.",
  notConfirmed: "Das wurde nicht bestätigt. Es hat sich nichts geändert.",

  codes: "Ersatzcodes",
  codesLeft: (left: number) =>
    left === 0
      ? "Du hast alle verbraucht. Bitte erstelle neue."
      : plural(left, {
          one: "Noch 1 Code übrig. Wenn du deinen Passkey verlierst, gilt er einmal.",
          other: `Noch ${left} Codes übrig. Wenn du deinen Passkey verlierst, gilt jeder einmal.`,
        }),
  makeCodes: "Neue Codes erstellen",
  codesTitle: "Deine neuen Ersatzcodes",

  only: "Nur mit Passkey anmelden",
  onlyLead:
    "Codes per E-Mail gelten dann nicht mehr. Wer deine E-Mails lesen kann, kommt also trotzdem nicht in dein Konto.",
  onlyNeeds: "Dafür brauchst du zuerst einen Passkey.",
  onlyFacts: [
    "Du meldest dich mit deinem Passkey an. Wenn du ihn verlierst, mit deiner E-Mail-Adresse und einem Ersatzcode.",
    "Wenn du beides verlierst, kann dich nur hereinlassen, wer diesen Server betreibt.",
    "Geräte, auf denen du angemeldet bist, bleiben angemeldet. Schau die Liste oben durch.",
  ],
  onlyKept: "Ich habe meine Codes gesichert",
  onlyOn: "Nur noch mein Passkey",
  onlyIsOn: "Das ist eingeschaltet. Codes per E-Mail gelten nicht.",
  onlyOff: "Codes per E-Mail erlauben",
  onlySwitchedOn: "Ab jetzt kannst du dich nur mit einem Passkey anmelden.",
  onlySwitchedOff: "Du kannst dich wieder mit einem Code per E-Mail anmelden.",

  address: "E-Mail-Adresse",
  addressNow: (email: string) => `Codes und Erinnerungen gehen an ${email}.`,
  addressNone: "Du hast hier keine Adresse, darum bekommst du keine E-Mails.",
  addressChange: "Adresse ändern",
  addressAdd: "Adresse hinzufügen",
  addressNew: "Neue E-Mail-Adresse",
  addressHint: "Wir schicken einen Code dorthin. Auch an die alte Adresse geht eine Nachricht.",
  addressFirstHint: "Wir schicken einen Code dorthin.",
  addressSend: "Code schicken",
  addressCode: (email: string) => `Code aus der E-Mail an ${email}`,
  addressConfirm: "Adresse ändern",
  addressChanged: "Deine Adresse ist geändert.",
};
