import type * as en from "../en/history";
import type { Words } from "../shape";

const checkIns = (count: number) => (count === 1 ? "1 repaso" : `${count} repasos`);

/** Past check-ins and the course of the weekly answers. */
export const history: Words<typeof en.history> = {
  title: "Historial",
  lead: "Cómo se sintieron las semanas. No hay un nivel correcto ni una nota.",
  mine: "Tú",
  theirs: (name: string) => name,
  more: "más",
  less: "menos",
  picture: (dimension: string, weeks: number, days: string) => `${dimension} en ${checkIns(weeks)}, ${days}.`,
  days: (from: string, to: string) => `del ${from} al ${to}`,
  missed: (count: number) =>
    count === 1 ? "Un repaso no está en tu línea." : `${count} repasos no están en tu línea.`,
  trend: (who: string, way: "higher" | "lower" | "same") =>
    way === "same"
      ? `${who}: últimamente, más o menos igual.`
      : `${who}: últimamente, ${way === "higher" ? "más alto" : "más bajo"} que al principio.`,
  you: "Tú",
  tooFew: "Después de dos repasos, aquí aparece una línea.",
  list: "Repasos anteriores",
  lines: "Con el tiempo",
  earlier: "Repasos más antiguos",
  topics: "Todos los temas que salieron",
  number: (number: number) => `Repaso ${number}`,
  lapsed: "Se cerró antes de que estuvieran todas las respuestas",
  lapsedUnanswered: "Sin responder",
  open: "Abierto ahora",
  openFinished: "Tu parte está lista",
  solo: "Por tu cuenta",
  shared: (count: number) => (count === 1 ? "1 tema" : `${count} temas`),
  empty: "Todavía no hay nada",
  emptyLead: "Aquí aparecerá tu primer repaso.",

  detailLead: "Tus propias respuestas.",
  back: "Historial",
  lookTogether: "Lo que se vio en pareja",
  continue: "Continuar",
  private: "Solo para ti",
  show: "Mostrar",
  hide: "Ocultar",
  justForYou: "Algo solo para ti",
  justForYouClose: "Cerrar «Algo solo para ti»",
  justForYouNothing: "Todavía no hay nada solo para ti. Después de hablar de un tema, aquí puedes decir si ayudó.",
  noWords: "Sin palabras",
  guessAbout: "Tu suposición sobre:",
  keepIt: "¿Mantenerlo?",
  keep: "Mantenerlo",
  rest: "Dejarlo en reposo",
  unanswered: "No respondiste este repaso.",
};
