import type * as en from "../en/starters";
import type { Words } from "../shape";
import { plural } from "./language";

/** The library of conversation starters, the couple's list, and past topics. */
export const starters: Words<typeof en.starters> = {
  title: "Einstiege ins Gespräch",
  sections: "Teile dieser Seite",
  library: "Sammlung",
  ours: "Unsere Liste",
  topics: "Themen bisher",

  lead: "Beispiele, die ihr in eure Worte bringt. Das Lesezeichen setzt einen Einstieg auf eure gemeinsame Liste.",
  leadAlone: "Beispiele, die du in deine Worte bringst, und etwas Kleines zum Ausprobieren.",
  search: "Suchen",
  searchPlaceholder: "Suchen: Zeit, Berührung, zuhören",
  filter: "Zeigen",
  all: "Alle",
  feels: "Wenn es dir so geht",
  listens: "Wenn du zuhörst",
  experiments: "Etwas Kleines zum Ausprobieren diese Woche",
  minutes: (minutes: number) => (minutes > 0 ? `${minutes} Minuten` : "ohne Extrazeit"),
  save: (text: string) => `Merken: ${text}`,
  nowSaved: "Steht auf eurer Liste.",
  found: (count: number) => plural(count, { one: "1 Thema", other: `${count} Themen` }),
  nothing: "Nichts gefunden",
  nothingLead: "Versuch ein anderes Wort, oder wähle „Alle“.",

  partner: "Dein Gegenüber",
  oursLead: (name: string) => `Auch ${name} sieht diese Liste und weiß dann, welche Einstiege von dir sind.`,
  toTalk: "Für den richtigen Moment",
  talkedAbout: "Darüber geredet",
  allTalked: "Ihr habt über alles auf eurer Liste geredet.",
  talked: "Wir haben darüber geredet",
  talkedOn: (date: string) => `Darüber geredet am ${date}`,
  keep: (text: string) => `Auf unserer Liste: ${text}`,
  nothingSaved: "Noch nichts gemerkt",
  nothingSavedLead:
    "Tippe in der Sammlung auf das Lesezeichen neben einem Einstieg, der nach dir klingt. Die Liste seht ihr beide.",
  nothingSavedLeadAlone:
    "Sobald ihr verbunden seid, kannst du Einstiege aus der Sammlung auf eine Liste setzen, die ihr beide seht.",
  toLibrary: "Zur Sammlung",

  topicsLead: "Was eure Check-ins angesprochen haben, das Neueste zuerst. Ihr müsst damit nichts tun.",
  noTopics: "Noch keine Themen",
  noTopicsLead:
    "Ein Thema erscheint hier nach dem Check-in, in dem es aufkam. Ebenso jeder Wunsch und jedes lockere Gespräch.",
  earlier: "Ältere Themen",
  status: {
    talked: (date: string) => `Darüber geredet am ${date}`,
    tried: "probiert",
    bothNow: "Ihr möchtet beide reden",
    bothLater: "Ihr habt gewählt: später",
    bothNotForUs: "Ihr habt gewählt: nichts für uns",
    mineOnly: "Wartet, bis ihr beide gewählt habt",
    open: "Noch nicht darüber geredet",
  },
  thatWeek: "Alle eure Antworten aus dieser Woche",
};
