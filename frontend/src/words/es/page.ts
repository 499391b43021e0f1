import type * as en from "../en/page";
import type { Words } from "../shape";

/** What a browser, a phone's launcher and a chat show of the app without opening it. Only the build reads it. */
export const page: Words<typeof en.page> = {
  description: "Un pequeño repaso semanal para dos. Responder por separado, verlo en pareja y hablar.",
  /** Under a link in a chat. */
  preview: "Un rato para dos: responder por separado, verlo en pareja y hablar.",
  previewPicture: "Dos arcos, lado a lado",
  noScript: "Side by Side necesita JavaScript en este dispositivo.",
  /** Long press on the app's icon. */
  shortcuts: ["Responder", "Bolsillo", "Frasco"],
  /** Under the pictures that a phone shows before it installs the app. */
  screenshots: ["Esta semana", "Una pregunta por pantalla, cinco respuestas", "Palabras para empezar a hablar"],
};
