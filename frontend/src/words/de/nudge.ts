import type * as en from "../en/nudge";
import type { Words } from "../shape";

/** One gentle nudge to a partner. */
export const nudge: Words<typeof en.nudge> = {
  offer: (name: string) => `${name} sanft anstupsen`,
  what: (name: string) =>
    `Eine freundliche Erinnerung an diesen Check-in, nur dieses eine Mal. Darin steht nichts über deine Antworten und auch nicht, ob du fertig bist. Ob und wann sie ankommt, bestimmt ${name}, und du siehst es nicht.`,
  send: "Abschicken",
  rather: "Jetzt nicht",
  sent: (name: string) => `Für diesen Check-in hast du ${name} angestupst.`,
};
