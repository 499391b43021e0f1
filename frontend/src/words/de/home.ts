import type * as en from "../en/home";
import type { Words } from "../shape";
import { plural } from "./language";

/** A couple's very first check-in is shorter. */
const length = (prompts: number) => `${prompts} kurze Fragen, etwa ${prompts < 10 ? "zwei" : "vier"} Minuten.`;

/** This week. */
export const home: Words<typeof en.home> = {
  title: "Diese Woche",
  greeting: { morning: "Guten Morgen", day: "Hallo", evening: "Guten Abend" },
  named: (greeting: string, name: string) => (name ? `${greeting}, ${name}` : greeting),
  withPartner: (name: string) => `Du und ${name}`,

  open: "Euer Check-in ist offen",
  openLead: (prompts: number) => `${length(prompts)} Ihr antwortet allein und schaut zusammen.`,
  openAlone: (prompts: number) => `${length(prompts)} Nur du liest deine Antworten.`,
  until: (when: string) => `Offen bis ${when}`,
  begin: "Anfangen",
  goOn: "Weitermachen",
  draft: (answered: number, prompts: number) =>
    `${answered} von ${prompts} beantwortet. Alles wird gleich gespeichert.`,
  draftTitle: "Du hast angefangen",
  finished: "Du bist fertig",
  finishedLead: (name: string) =>
    `Deine Antworten sind versiegelt. Sobald auch ${name} fertig ist, seht ihr beide alles im selben Moment.`,
  finishedAlone: "Nur du kannst deine Antworten lesen. Du findest sie im Rückblick.",
  seeWaiting: "Wie es weitergeht",
  partnerFinished: (name: string) => `Nachricht für dich: ${name} ist fertig.`,

  revealed: "Ihr könnt es jetzt beide lesen",
  revealedLead: "Macht es euch gemütlich und schaut es zusammen an.",
  look: "Zusammen anschauen",
  lastTime: (date: string) => `Euer Check-in vom ${date}`,
  lookAgain: "Noch einmal anschauen",
  points: (count: number) => plural(count, { one: "Ein Thema zum Reden", other: `${count} Themen zum Reden` }),
  wish: "Es gibt einen Gesprächswunsch.",
  pointsWithWish: (count: number) => (count === 1 ? "Ein Gesprächswunsch" : "Ein Gesprächswunsch und noch ein Thema"),

  agreed: "Unsere Abmachungen",
  suggestion: "Es gibt einen Vorschlag für euch zwei.",

  quiet: "Gerade ist nichts zu tun",
  after: "Bis zum nächsten Mal",
  quietLead: (when: string) => `Dein nächster Check-in öffnet am ${when}.`,
  quietNoDate: "Dein nächster Check-in hat noch kein Datum.",
  lapsed:
    "Der letzte Check-in ging zu, bevor ihr beide fertig wart, und bleibt darum verschlossen. Der nächste fängt neu an.",
  resting: "Du machst eine stille Pause",
  restingLead: "Du wirst nichts gefragt und an nichts erinnert. Nur du siehst das.",
  restEnd: "Stille Pause beenden",
  restOpen: "Ein Check-in ist offen. Du musst ihn nicht beantworten.",
  restAnswer: "Trotzdem antworten",
  paused: "Die Check-ins sind pausiert",
  pausedLead: "Es öffnet kein Check-in und niemand wird erinnert, bis ihr sie fortsetzt. Das könnt ihr beide.",
  pausedLeadAlone: "Es öffnet kein Check-in und nichts erinnert dich, bis du sie fortsetzt.",
  resume: "Fortsetzen",

  private: "Etwas ganz für dich",
  privateOpen: "Öffnen",
  privateNeutral: "Öffne es, wenn nur du auf diesen Bildschirm schaust.",
  privateLead: "Das sieht sonst niemand. Du kannst es ansprechen oder es lassen.",
  privateHelp: "Wo du Hilfe findest",
  privateWhy: "Warum du das siehst",
  privateStart: "Wenn du darüber reden möchtest",

  shelf: "Merkzettel und Glas",
  pocket: "Notiz auf den Merkzettel",
  jar: "Das Glas",
};
