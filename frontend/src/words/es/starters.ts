import type * as en from "../en/starters";
import type { Words } from "../shape";

/** The library of conversation starters, the couple's list, and past topics. */
export const starters: Words<typeof en.starters> = {
  title: "Frases para empezar",
  sections: "Partes de esta página",
  library: "Biblioteca",
  ours: "Nuestra lista",
  topics: "Temas pasados",

  lead: "Ejemplos, para decirlos con tus palabras. El marcador guarda una frase en la lista que compartes con tu pareja.",
  leadAlone: "Ejemplos, para decirlos con tus palabras, y cosas pequeñas para probar.",
  search: "Buscar",
  searchPlaceholder: "Buscar: tiempo, escuchar",
  filter: "Mostrar",
  all: "Todo",
  feels: "Cuando eres tú quien lo siente",
  listens: "Cuando eres tú quien escucha",
  experiments: "Algo pequeño para probar esta semana",
  minutes: (minutes: number) => (minutes > 0 ? `${minutes} minutos` : "sin tiempo extra"),
  save: (text: string) => `Guardar: ${text}`,
  nowSaved: "Guardada en la lista.",
  found: (count: number) => (count === 1 ? "1 tema" : `${count} temas`),
  nothing: "No hay nada",
  nothingLead: "Prueba otra palabra o elige «Todo».",

  partner: "Tu pareja",
  oursLead: (name: string) => `${name} también ve esta lista y sabrá qué frases guardaste.`,
  toTalk: "Para cuando sea buen momento",
  talkedAbout: "Ya se habló",
  allTalked: "Ya se habló de todo lo que hay en la lista.",
  talked: "Lo hablamos",
  talkedOn: (date: string) => `Se habló el ${date}`,
  keep: (text: string) => `En nuestra lista: ${text}`,
  nothingSaved: "Todavía no hay nada guardado",
  nothingSavedLead:
    "En la biblioteca, toca el marcador junto a una frase que suene a ti. La lista la ves tú y la ve tu pareja.",
  nothingSavedLeadAlone: "Cuando tu pareja se una, podrás guardar frases de la biblioteca en una lista compartida.",
  toLibrary: "Ir a la biblioteca",

  topicsLead: "Lo que salió en tus repasos, lo más reciente primero. No hace falta hacer nada con ello.",
  noTopics: "Todavía no hay temas",
  noTopicsLead:
    "Un tema aparece aquí después de un repaso en el que salió. También cada deseo, y cada conversación ligera que hubo.",
  earlier: "Temas más antiguos",
  status: {
    talked: (date: string) => `Se habló el ${date}`,
    tried: "se probó",
    bothNow: "Hay ganas de hablarlo",
    bothLater: "Elección: luego",
    bothNotForUs: "Elección: no nos va",
    mineOnly: "A la espera de las dos elecciones",
    open: "Sin hablar",
  },
  thatWeek: "Todas las respuestas de esa semana",
};
