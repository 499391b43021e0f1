import type * as en from "../en/settings";
import type { Words } from "../shape";

/** Everything that can be set. */
export const settings: Words<typeof en.settings> = {
  title: "Einstellungen",
  groups: { you: "Du", together: "Ihr zwei", checkIns: "Check-ins", help: "Hilfe und Infos" },
  profile: "Name und Zeitzone",
  schedule: "Wann Check-ins öffnen",
  reminders: "Erinnerungen",
  privacy: "Privatsphäre",
  signIn: "Anmeldung und Geräte",
  data: "Meine Daten: laden oder löschen",
  invite: "Einladung schicken",
  join: "Einladungscode eingeben",
  leave: "Diesen Raum verlassen",
  leaveAlone: "Nicht mehr allein antworten",
  safety: "Hilfe und Sicherheit",
  about: "App und Datenschutz",
  install: "Zum Home-Bildschirm",
  installHint:
    "In Safari: Tippe auf „Teilen“, dann auf „Zum Home-Bildschirm“. Auf iPhone und iPad brauchen Erinnerungen das.",
  signOut: "Abmelden",
  unsentTitle: "Einiges, was du geschrieben hast, ist nur auf diesem Gerät",
  unsentLead: "Es hat den Server noch nicht erreicht. Wenn du dich jetzt abmeldest, ist es verloren.",
  unsentStay: "Angemeldet bleiben",
  unsentGo: "Trotzdem abmelden",
  signedInAs: (email: string) => `Angemeldet als ${email}`,
};

export const profile: Words<typeof en.profile> = {
  title: "Name und Zeitzone",
  name: "Dein Name",
  nameHint: "So heißt du in eurem gemeinsamen Raum.",
  nameHintAlone: "So heißt du in eurem gemeinsamen Raum, sobald ihr verbunden seid.",
  nameMissing: "Bitte schreib einen Namen.",
  zone: "Deine Zeitzone",
  zoneHint: "Ruhezeit und Erinnerungen richten sich danach.",
  saved: "Gespeichert.",
};

export const schedule: Words<typeof en.schedule> = {
  title: "Wann Check-ins öffnen",
  lead: "Für euch beide gleich. Ihr könnt es beide ändern, und ihr seht beide, wer es war. Zwischen zwei Check-ins liegen mindestens sechs Tage. Würde eine Änderung den nächsten zu lange hinausschieben, gilt sie ab dem übernächsten.",
  leadAlone:
    "Zwischen zwei Check-ins liegen mindestens sechs Tage. Würde eine Änderung den nächsten zu lange hinausschieben, gilt sie ab dem übernächsten.",
  cadence: "Wie oft",
  weekly: "Jede Woche",
  fortnightly: "Alle zwei Wochen",
  weekday: "Tag",
  weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
  time: "Uhrzeit",
  zone: "Zeitzone des Zeitplans",
  window: (hours: number) =>
    `Ein Check-in bleibt ${hours % 24 === 0 && hours > 24 ? `${hours / 24} Tage` : `${hours} Stunden`} offen.`,
  next: (when: string) => `Der nächste öffnet am ${when}.`,
  saved: "Der neue Zeitplan ist gespeichert.",
  restTitle: "Eine stille Pause, nur für dich",
  restLead: (partner: string) =>
    `Du wirst nichts gefragt und an nichts erinnert. Check-ins öffnen und schließen wie sonst. Für ${partner} sieht es aus wie Wochen, in denen du nicht geantwortet hast.`,
  restLeadAlone: "Du wirst nichts gefragt und an nichts erinnert, bis du sie beendest.",
  rest: "Stille Pause machen",
  resting: "Deine stille Pause hat begonnen.",
  restEnd: "Stille Pause beenden",
  rested: "Deine stille Pause ist vorbei.",
  pauseTitle: "Eine Pause für euch beide",
  pauseTitleAlone: "Check-ins pausieren",
  pauseLead:
    "Ihr seht sie beide, und niemand muss zustimmen. Es öffnet kein Check-in und niemand wird erinnert, bis ihr die Check-ins fortsetzt. Das könnt ihr beide.",
  pauseLeadAlone: "Es öffnet kein Check-in und nichts erinnert dich, bis du die Check-ins fortsetzt.",
  pause: "Check-ins pausieren",
  resume: "Check-ins fortsetzen",
  paused: "Die Check-ins sind pausiert.",
  resumed: "Die Check-ins gehen weiter.",
  none: "Noch kein Zeitplan",
  noneLead: "Du bekommst einen, wenn du allein anfängst oder ihr euch verbindet.",
};

export const reminders: Words<typeof en.reminders> = {
  title: "Erinnerungen",
  lead: "Du wählst, welche Erinnerungen kommen und wie viele.",
  how: "Wie",
  push: "Auf diesem und meinen anderen Geräten",
  pushHint: "Eine kurze Benachrichtigung auf dem Sperrbildschirm.",
  email: "Per E-Mail",
  asking: "Zum Check-in",
  askingHint: "Sie hören auf, sobald du fertig bist.",
  nudgeNow: (name: string) => `Ein Stups für ${name}`,
  nudgeNowHint:
    "Solange ein Check-in offen ist, könnt ihr beide einen schicken, fertig oder nicht. Darum verrät er nichts.",
  othersFirst: "Bei dieser Grenze gehen die anderen Erinnerungen vor.",
  atMost: "Höchstens, pro Check-in",
  atMostHint: "Dieselbe Erinnerung als Benachrichtigung und per E-Mail zählt einmal.",
  after: "Nach dem Check-in",
  quiet: "Ruhezeit",
  quietHint: "Was in dieser Zeit ansteht, wartet, bis sie vorbei ist.",
  quietFrom: "Von",
  quietTo: "Bis",
  text: "Wortlaut",
  generic: "Diskret",
  warm: "Herzlich",
  textHint: "Diskrete Erinnerungen verraten nicht, wofür diese App da ist. Eine Antwort steht in keiner Erinnerung.",
  preview: "So sieht es aus",
  previewOf: "Welche Erinnerung",
  previewNow: "jetzt",
  snoozeHint:
    "Wenn dein Gerät Knöpfe darunter zeigt, kannst du die Erinnerung verschieben: um zwei Stunden oder auf morgen.",
  device: "Dieses Gerät",
  deviceOn: "Dieses Gerät zeigt Erinnerungen.",
  deviceOff:
    "Dieses Gerät zeigt noch keine Erinnerungen. Das sind kurze Benachrichtigungen auf dem Sperrbildschirm: dass ein Check-in offen ist, und wenig mehr. Dein Gerät fragt dich, ob du sie erlaubst.",
  deviceAllow: "Hier Erinnerungen zeigen",
  deviceStop: "Hier ausschalten",
  deviceDenied: "Dieser Browser blockiert Benachrichtigungen dieser App. Ändern kannst das nur du:",
  deviceDeniedSteps: [
    "Öffne die Einstellungen dieser Website: mit dem Symbol neben der Adresszeile oder in den Einstellungen deines Geräts unter „Apps“.",
    "Such „Benachrichtigungen“ oder „Mitteilungen“ und erlaube sie.",
    "Komm hierher zurück.",
  ],
  deviceUnsupported: "Dieser Browser kann keine Erinnerungen zeigen.",
  deviceNoWorker:
    "Dieser Browser konnte den Teil der App nicht starten, der Erinnerungen zeigt. Schließ die App, öffne sie wieder und versuch es noch einmal.",
  deviceInstall: "Ein iPhone oder iPad zeigt Erinnerungen, sobald die App auf dem Home-Bildschirm ist:",
  deviceInstallSteps: [
    "Tippe in Safari auf „Teilen“.",
    "Wähle „Zum Home-Bildschirm“.",
    "Öffne die App von dort und komm auf diese Seite zurück.",
  ],
  mailMeanwhile: "Bis dahin kommen sie per E-Mail.",
  mailInstead: "Sie kommen per E-Mail.",
  /** Before the link to the schedule. */
  calendarInstead: "Oder lass dir die Check-ins im Kalender zeigen:",
  mailIsOff: "E-Mail geht überall. Schalte sie oben ein, um Erinnerungen so zu bekommen.",
  test: "Test an mich schicken",
  testHint: "Schickt jetzt eine Erinnerung an alles, was eingeschaltet ist, auch in der Ruhezeit.",
  tested: (devices: number | null, mail: boolean | null) =>
    [
      devices === null
        ? ""
        : devices === 0
          ? "Keins deiner Geräte hat ihn angenommen: Noch zeigt keins Erinnerungen, oder der Push-Dienst hat nicht geantwortet."
          : devices === 1
            ? "Ein Test ist unterwegs zu einem Gerät."
            : `Ein Test ist unterwegs zu ${devices} Geräten.`,
      mail === null
        ? ""
        : mail
          ? "Eine E-Mail ist unterwegs."
          : "Die E-Mail konnte nicht verschickt werden. Prüf deine Adresse.",
    ]
      .filter(Boolean)
      .join(" "),
};

export const privacy: Words<typeof en.privacy> = {
  title: "Privatsphäre",
  tender: "Sensible Themen",
  tenderHint:
    "Auch nach Vertrauen fragen, nach Berührung und Verspieltheit, nach veränderten Gefühlen, nach Halt bei anderen Menschen, nach Anziehung zu jemand anderem und danach, ob eure Zukunft zusammenpasst. Nur wenn ihr es beide wollt.",
  tenderFacts: (name: string) => [
    `Was du gewählt hast, bekommt ${name} nicht gezeigt. Wenn ihr beide Ja gesagt habt, kommen sensible Fragen ein paar Check-ins später. Von da an wisst ihr voneinander, dass ihr Ja gesagt habt.`,
    `Jede sensible Frage ist als solche markiert, und du wirst gefragt, ob ${name} deine Antwort sehen darf.`,
    `Du kannst das jederzeit ausschalten. Von da an wirst du nicht mehr gefragt, kein sensibles Thema kommt mehr auf, und Antworten, die du noch nicht abgeschickt hast, bleiben bei dir: Für ${name} sehen sie aus wie übersprungene Fragen. Ein paar Check-ins lang wird ${name} vielleicht noch gefragt, und was ${name} dann teilt, steht weiter bei den Antworten.`,
  ],
  tenderHintAlone:
    "Auch nach Vertrauen fragen, nach Berührung und Verspieltheit, nach veränderten Gefühlen, nach Halt bei anderen Menschen, nach Anziehung zu jemand anderem und danach, ob eure Zukunft zusammenpasst. Sobald ihr verbunden seid, nur wenn ihr es beide wollt.",
  tell: "Zeigen, wenn ich fertig bin",
  tellHint: "Die andere Seite sieht, dass du fertig bist, aber nicht, seit wann, und nichts von dem, was du schreibst.",
  answering: "Beim Antworten",
  usual: "Antworten sind erst einmal",
  usualHint: "Du kannst jede Antwort ändern, bevor du abschickst.",
  goOn: "Nach dem Antippen gleich zur nächsten Frage",
  goOnHint:
    "Auf diesem Gerät. Bei einer Notiz, einer sensiblen Frage, mit Tastatur oder Screenreader geht es erst mit „Weiter“ weiter.",
  tellHintAlone:
    "Sobald ihr verbunden seid, sieht die andere Seite, dass du fertig bist, aber nicht, seit wann, und nichts von dem, was du schreibst.",
};

export const yourData: Words<typeof en.yourData> = {
  title: "Meine Daten",
  lead: "Was du hier schreibst, gehört dir: zum Lesen, Behalten und Löschen.",
  copyTitle: "Eine Kopie zum Behalten",
  copyLead:
    "Alles, was du geschrieben hast und was ihr zusammen gesehen habt, in einer Datei: eine Seite, die du offline lesen kannst, und dieselben Daten für andere Programme. Wer sie öffnet, kann alles lesen.",
  copy: "Kopie herunterladen",
  copied: "Deine Kopie ist bei deinen Downloads.",
  again:
    "In der Datei steht alles, darum melde dich bitte vorher noch einmal mit Passkey oder Code per E-Mail an. Das schützt dich, falls jemand dein Gerät in die Hand bekommt.",
  signInAgain: "Abmelden und neu anmelden",
  eraseTitle: "Alles löschen",
  eraseLead:
    "Dein Konto und alles, was du geschrieben hast, sofort und endgültig. Niemand muss zustimmen, und niemand erfährt, warum.",
  erase: "Alle meine Daten löschen",
  sureTitle: "Alle deine Daten löschen?",
  facts: [
    "Deine Antworten, dein Merkzettel, dein Konto und die Anmeldungen deiner Geräte werden jetzt gelöscht. Die Schlüssel zu dem, was du geschrieben hast, werden vernichtet.",
    "Deine anderen Geräte löschen, was sie gespeichert haben, sobald sie diesen Server wieder erreichen. Bis dahin können sie es noch zeigen, höchstens eine Woche lang.",
    "Das lässt sich nicht rückgängig machen, auch nicht von der Person, die diesen Server betreibt.",
  ],
  factsTogether: (name: string) => [
    "Deine Antworten, dein Merkzettel, dein Konto und die Anmeldungen deiner Geräte werden jetzt gelöscht. Die Schlüssel zu dem, was du geschrieben hast, werden vernichtet.",
    "Deine anderen Geräte löschen, was sie gespeichert haben, sobald sie diesen Server wieder erreichen. Bis dahin können sie es noch zeigen, höchstens eine Woche lang.",
    `Euer Raum wird geschlossen. Davon sieht ${name} nur, dass er geschlossen ist, und behält die eigenen Texte.`,
    "Das Glas mit den lieben Worten ist für euch beide leer.",
    "Das lässt sich nicht rückgängig machen, auch nicht von der Person, die diesen Server betreibt.",
  ],
  sure: "Jetzt alles löschen",
  keep: "Abbrechen",
  erased: "Alle deine Daten sind gelöscht.",
};

export const leaving: Words<typeof en.leaving> = {
  title: "Diesen Raum verlassen",
  lead: (name: string) => `Ihr teilt dann nichts mehr miteinander, du und ${name}.`,
  facts: [
    "Es geschieht sofort, und niemand muss zustimmen.",
    "Ihr könnt beide nicht mehr lesen, was ihr miteinander geteilt habt. Was ihr zusammen gesehen habt, wird gelöscht, und das Glas mit den lieben Worten ist für euch beide leer.",
    "Deine eigenen Antworten behältst du, im Rückblick, und deinen Merkzettel auch.",
    "Die andere Seite sieht nur, dass der Raum geschlossen ist.",
    "Das lässt sich nicht rückgängig machen. Wenn ihr euch wieder verbindet, fangt ihr in einem neuen, leeren Raum an.",
  ],
  button: "Jetzt verlassen",
  aloneTitle: "Nicht mehr allein antworten",
  aloneLead:
    "Für dich öffnen keine Check-ins mehr. Was du geschrieben hast, bleibt im Rückblick, und nur du kannst es lesen.",
  aloneButton: "Jetzt aufhören",
  left: "Du hast den Raum verlassen.",
  stopped: "Du hast aufgehört.",
  stay: "Bleiben",
  safety: "Wenn du Angst hast, was passiert, wenn du gehst, lies zuerst das hier",
  nothing: "Es gibt nichts zu verlassen",
  nothingLead: "Du teilst gerade mit niemandem einen Raum.",
};
