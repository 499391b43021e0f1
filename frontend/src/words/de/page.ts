import type * as en from "../en/page";
import type { Words } from "../shape";

/** What a browser, a phone's launcher and a chat show of the app without opening it. Only the build reads it. */
export const page: Words<typeof en.page> = {
  description: "Ein kleiner wöchentlicher Check-in für zwei. Allein antworten, zusammen anschauen, dann reden.",
  /** Under a link in a chat. */
  preview: "Ein Abend zu zweit: allein antworten, zusammen anschauen, dann reden.",
  previewPicture: "Zwei Bögen, Seite an Seite",
  noScript: "Side by Side braucht auf diesem Gerät JavaScript.",
  /** Long press on the app's icon. */
  shortcuts: ["Antworten", "Merkzettel", "Glas"],
  /** Under the pictures that a phone shows before it installs the app. */
  screenshots: ["Diese Woche", "Eine Frage pro Bildschirm, fünf Antworten", "Einstiege ins Gespräch"],
};
