import type * as en from "../en/firstEvening";
import type { Words } from "../shape";

/** After the first reveal: the next evening, and a quicker way in. */
export const firstEvening: Words<typeof en.firstEvening> = {
  title: (when: string) => `Der nächste ist am ${when}. Passt das?`,
  lead: "Derselbe Abend für euch beide. Ihr könnt ihn beide ändern, und ihr seht beide, wer es war.",
  good: "Ja, passt",
  other: "Anderer Abend",
  weekday: "Tag",
  time: "Uhrzeit",
  remind: "Mich erinnern, wenn er öffnet",
  nowhere:
    "Dieser Browser zeigt keine Mitteilungen, also würde dich hier keine Erinnerung erreichen. Dein Kalender kann zeigen, wann er öffnet: in den Einstellungen unter „Wann Check-ins öffnen“.",
  save: "Abend speichern",
  saved: "Gespeichert. Ihr findet ihn beide hier.",
  passkeyTitle: "Nächstes Mal schneller anmelden?",
  passkeyLead:
    "Mit einem Passkey meldest du dich mit Gesicht, Fingerabdruck oder Gerätecode an. Er bleibt auf deinen Geräten, und niemand kann ihn erraten.",
  later: "Jetzt nicht",
};
