import type * as en from "../en/moment";
import type { Words } from "../shape";

/** The reveal, one thing at a time. */
export const moment: Words<typeof en.moment> = {
  ready: "Bereit?",
  readyBody: (name: string) => `Du und ${name}, ihr habt beide geantwortet. Hier ist es, eins nach dem anderen.`,
  keys: "Pfeiltasten und Enter führen weiter. Escape zeigt alles.",
  open: "Öffnen",
  all: "Alles zeigen",
  next: "Weiter",
  last: "Alles auf einer Seite",
  again: "Noch einmal, eins nach dem anderen",
  progress: (at: number, of: number) => `Schritt ${at} von ${of}`,
  fromThem: (name: string) => `Von ${name}, für dich`,
  fromYou: (name: string) => `Von dir, für ${name}`,
};
