import type * as en from "../en/history";
import type { Words } from "../shape";
import { plural } from "./language";

/** Past check-ins and the course of the weekly answers. */
export const history: Words<typeof en.history> = {
  title: "Rückblick",
  lead: "Wie sich die Wochen angefühlt haben. Es gibt kein Richtig und keine Note.",
  mine: "Du",
  theirs: (name: string) => name,
  more: "mehr",
  less: "weniger",
  picture: (dimension: string, weeks: number, days: string) =>
    `${dimension} in ${plural(weeks, { one: "1 Check-in", other: `${weeks} Check-ins` })} (${days}).`,
  days: (from: string, to: string) => `von ${from} bis ${to}`,
  missed: (count: number) =>
    plural(count, {
      one: "Ein Check-in fehlt auf deiner Linie.",
      other: `${count} Check-ins fehlen auf deiner Linie.`,
    }),
  trend: (who: string, way: "higher" | "lower" | "same") =>
    way === "same"
      ? `${who}: zuletzt etwa gleich.`
      : `${who}: zuletzt ${way === "higher" ? "höher" : "niedriger"} als am Anfang.`,
  you: "Du",
  tooFew: "Nach zwei Check-ins siehst du hier eine Linie.",
  list: "Frühere Check-ins",
  lines: "Im Lauf der Zeit",
  earlier: "Ältere Check-ins",
  topics: "Alle Themen bisher",
  number: (number: number) => `Check-in ${number}`,
  lapsed: "Geschlossen, bevor ihr beide fertig wart",
  lapsedUnanswered: "Nicht beantwortet",
  open: "Jetzt offen",
  openFinished: "Du bist fertig",
  solo: "Für dich allein",
  shared: (count: number) => plural(count, { one: "1 Thema", other: `${count} Themen` }),
  empty: "Noch nichts da",
  emptyLead: "Dein erster Check-in erscheint hier.",

  detailLead: "Deine eigenen Antworten.",
  back: "Rückblick",
  lookTogether: "Was ihr beide gesehen habt",
  continue: "Weitermachen",
  private: "Nur für dich",
  show: "Zeigen",
  hide: "Ausblenden",
  justForYou: "Ganz für dich",
  justForYouClose: "„Ganz für dich“ schließen",
  justForYouNothing:
    "Hier ist noch nichts. Wenn ihr über ein Thema geredet habt, kannst du hier sagen, ob es geholfen hat.",
  noWords: "Nichts geschrieben",
  guessAbout: "Von dir geraten:",
  keepIt: "Behalten?",
  keep: "Behalten",
  rest: "Ruhen lassen",
  unanswered: "Diesen Check-in hast du nicht beantwortet.",
};
