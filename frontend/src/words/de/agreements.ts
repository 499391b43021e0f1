import type * as en from "../en/agreements";
import type { Words } from "../shape";

/** What a couple agreed on, and how to suggest something. */
export const agreements: Words<typeof en.agreements> = {
  title: "Unsere Abmachungen",
  back: "Diese Woche",
  lead: "Kleine Dinge, zu denen ihr beide Ja gesagt habt.",
  kindLine: "Eine Abmachung verlangt nicht, dass jemand etwas meldet, etwas zeigt oder irgendwo ist.",
  asked:
    "Bei jedem Check-in werdet ihr beide gefragt, ob ihr sie behalten wollt. Eure Antworten seht ihr nicht voneinander.",
  agreedOn: (date: string) => `Seit ${date}`,
  end: "Beenden",
  endSure: "Ja, beenden",
  endHint: "Sie endet sofort und für euch beide. Einen Grund brauchst du nicht.",
  ended: "Sie ist beendet.",

  suggested: (name: string) => `${name} schlägt vor`,
  yes: "Ja",
  notForMe: "Nichts für mich",
  yesHint: "Sie gilt erst, wenn ihr beide Ja sagt. Du musst jetzt nicht antworten.",
  agreed: "Abgemacht. Das gilt jetzt für euch beide.",
  declined: "In Ordnung. Der Vorschlag ist weg.",

  mine: "Du schlägst vor",
  waits: (name: string) => `Das gilt, sobald auch ${name} Ja sagt.`,
  takeBack: "Zurücknehmen",
  takenBack: "Du hast es zurückgenommen.",

  resting: "Ruht",
  restingHint: "Diesmal wolltet ihr sie nicht beide behalten. Wenn euer nächster Check-in öffnet, verschwindet sie.",

  none: "Noch nichts abgemacht",
  noneLead: "Nach einem Gespräch könnt ihr etwas Kleines abmachen. Es gilt, sobald ihr beide Ja gesagt habt.",
  alone: "Abmachungen sind für zwei. Du kannst eine vorschlagen, sobald ihr verbunden seid.",
  full: "Drei haben Platz. Beende zuerst eine oder warte die Antworten ab.",

  open: "Etwas Kleines abmachen",
  words: "In deinen Worten",
  example: "Ein Satz, für euch zwei",
  left: (count: number) => `noch ${count} Zeichen`,
  tooLong: (count: number) => `${count} Zeichen zu lang`,
  take: "Idee von oben nehmen",
  formHint: (name: string) => `Das gilt, sobald auch ${name} Ja sagt, am eigenen Handy.`,
  propose: "Vorschlagen",
  cancel: "Jetzt nicht",
  proposed: (name: string) => `Vorgeschlagen. Jetzt kann ${name} am eigenen Handy Ja sagen.`,
  look: "Abmachungen ansehen",
};
