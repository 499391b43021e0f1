import type * as en from "../en/calendar";
import type { Words } from "../shape";

/** The couple's check-ins in a person's calendar. */
export const calendar: Words<typeof en.calendar> = {
  title: "In meinem Kalender",
  lead: "Ein privater Link, den dein Kalender abonnieren kann. Dort steht, wann ein Check-in öffnet, als „Check-in“: keine Namen, keine Antworten.",
  make: "Link erstellen",
  since: (day: string) => `Dein Link wurde am ${day} erstellt und nur da gezeigt.`,
  made: "Dein Link",
  madeLead:
    "Wähle in deinem Kalender „Abonnieren“ oder „Per URL“ und füge den Link ein. Er wird nur jetzt gezeigt. Wer ihn hat, kann sehen, wann eure Check-ins öffnen.",
  copy: "Link kopieren",
  copied: "Kopiert.",
  copyFailed: "Das Kopieren hat hier nicht geklappt. Halte den Link gedrückt, um ihn zu kopieren.",
  open: "In meinem Kalender öffnen",
  anew: "Neuen Link erstellen",
  anewHint: "Mit einem neuen Link gilt der alte nicht mehr.",
  end: "Link abschalten",
  ended: "Der Link gilt nicht mehr. Dein Kalender findet dort keine Check-ins.",
  ends: "Ein Link gilt auch dann nicht mehr, wenn dieser Raum geschlossen wird oder du dich überall abmeldest. Stille Pausen zeigt der Kalender nicht.",
};
