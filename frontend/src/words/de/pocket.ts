import type * as en from "../en/pocket";
import type { Words } from "../shape";
import { language } from "./language";

/** The pocket: private notes during the week. */
export const pocket: Words<typeof en.pocket> = {
  title: "Dein Merkzettel",
  back: "Diese Woche",
  lead: "Etwas für den nächsten Check-in oder nur für dich. Niemand sonst sieht es, außer du nimmst es in eine Antwort auf.",
  field: "Eine Notiz für dich",
  placeholder: "Etwas Nettes, etwas, das dich stört, etwas zum Bereden",
  keep: "Behalten",
  kept: "Notiert. Nur du kannst es lesen.",
  keptHere: "Auf diesem Gerät notiert. Wird gesendet, wenn du wieder online bist.",
  keptInMemory: "Noch nicht gesendet. Lass diese Seite offen, bis du wieder online bist.",
  full: "Dein Merkzettel ist voll: Er fasst 100 Notizen. Lösch eine, dann hat diese Platz.",
  tooLong: (count: number) => `${count.toLocaleString(language)} Zeichen zu lang`,
  remaining: (count: number) => `noch ${count.toLocaleString(language)} Zeichen`,
  earlier: "Ältere Notizen",
  none: "Noch keine Notizen.",
  foot: "Wenn du einen Check-in beantwortest, kannst du Worte von hier nehmen. Die Notiz selbst bleibt auf deinem Merkzettel, bis du sie löschst. Wenn du einen Raum verlässt, ändert sich hier nichts.",
  unsent: "Noch nicht gesendet",
  refusedFull: "Nur auf diesem Gerät: Dein Merkzettel ist voll. Lösch eine andere Notiz, dann wird diese gesendet.",
  refused: "Nur auf diesem Gerät: Der Server konnte sie nicht speichern.",
  edit: "Bearbeiten",
  editNote: (text: string) => `Notiz bearbeiten: ${text}`,
  remove: "Löschen",
  removeNote: (text: string) => `Notiz löschen: ${text}`,
  removeSure: "Ja, löschen",
  rather: "Abbrechen",
  removed: "Die Notiz ist gelöscht.",
};

/** While answering. */
export const fromPocket: Words<typeof en.fromPocket> = {
  open: "Vom Merkzettel",
  title: "Vom Merkzettel",
  lead: "Tippe auf eine Notiz, um ihre Worte in deine Antwort zu kopieren. Dort kannst du sie ändern.",
  take: (text: string) => `Nehmen: ${text}`,
};
