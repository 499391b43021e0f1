import type * as en from "../en/jar";
import type { Words } from "../shape";

const noName = "dein Gegenüber";

/** The jar of kind words. */
export const jar: Words<typeof en.jar> = {
  title: "Das Glas",
  back: "Diese Woche",
  lead: (name: string) => (name === noName ? "Liebe Worte für dich" : `Liebe Worte von ${name}`),
  search: "Suchen",
  closeSearch: "Suche schließen",
  searchPlaceholder: "Ein Wort daraus",
  searching: "Wir schauen alle durch",
  nothing: "Nichts gefunden. Versuch ein anderes Wort.",
  found: (count: number): string => `${count} gefunden`,
  earlier: "Ältere",
  empty: "Noch nichts drin",
  emptyLead: (name: string) =>
    `Wenn dir ${name} in einem Check-in für etwas dankt und es teilt, findest du es hier, sobald ihr zusammen geschaut habt.`,
  alone: "Das Glas ist für zwei",
  aloneLead: "Sobald ihr verbunden seid, werden hier die lieben Worte für dich gesammelt.",
  fromPartner: noName,
  foot: (name: string) =>
    `Nur was ${name} in euren Check-ins mit dir geteilt hat. Das Glas wird leer, wenn jemand von euch diesen Raum verlässt oder das eigene Konto löscht. Eine Kopie bekommst du in den Einstellungen unter „Meine Daten“.`,
};
