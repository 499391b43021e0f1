import type * as en from "../en/common";
import type { Words } from "../shape";

/** Words that more than one screen uses. */
export const common: Words<typeof en.common> = {
  dayAt: (day: string, time: string) => `${day} um ${time}`,
  appName: "Side by Side",
  back: "Zurück",
  cancel: "Abbrechen",
  close: "Schließen",
  save: "Speichern",
  tryAgain: "Noch einmal versuchen",
  loading: "Einen Moment",
  skipToContent: "Zum Inhalt springen",
  /** Stands for a name. Sentences that may get it have it as a subject or object: the noun doesn't change there. */
  yourPartner: "dein Gegenüber",
};
