import type * as en from "../en/reveal";
import type { Words } from "../shape";

const you = "Tú";

/** What both said, seen together. */
export const reveal: Words<typeof en.reveal> = {
  title: "Lado a lado",
  kicker: (number: number, date: string) => `Repaso ${number} · ${date}`,
  lead: (name: string) => `Ya están tu parte y la de ${name}. No hay prisa.`,
  loading: "Abriendo las respuestas",
  back: "Esta semana",
  you,

  strengths: "Lo que fue bien",
  appreciated: (name: string) => `${name} escribió`,
  youAppreciated: "Tú escribiste",
  conversation: {
    wish: "Hay ganas de hablarlo",
    main: "Vale la pena hablarlo",
    light: "Una conversación ligera",
  },
  more: "Si queda espacio para otro tema",
  wishes: "Hay ganas de hablarlo",
  wrote: (name: string) => `${name} escribió`,
  youWrote: "Tú escribiste",
  lightHint: "Una pregunta amable, si hay ganas. Por turnos. Y si la noche tiene otros planes, se salta.",
  newsHint: "Para preguntarle a quien escribió las palabras amables.",
  wishOf: (name: string) => `A ${name} le gustaría hablar de`,
  wishMine: "Te gustaría hablar de",

  neutralTitle: "Esta noche no",
  neutralBody: "Esta vez no se propone ninguna conversación. La noche queda libre para otra cosa.",

  again: "Ya salió antes",
  needNot: "No hace falta hablar de esto. Cualquiera puede decir que no, a todo o a una parte.",
  why: "¿Por qué esto?",
  guessed: (who: string) => `${who} ${who === you ? "suponías" : "suponía"}`,
  notSaid: "Sin compartir",
  meaning: "Lo que puede significar",
  notThis: "Lo que no es",

  toStart: "Frases para empezar y algo pequeño para probar",
  starters: "Frases para empezar",
  startersHint: "Son ejemplos. Pon un momento tuyo, con tus palabras.",
  forMeFeels: "Si es así como te sientes",
  forMeListens: (name: string) => `Para ti, si escuchas a ${name}`,
  forThemFeels: (name: string) => `${name} puede empezar con`,
  forThemListens: (name: string) => `Para ${name}, si escucha`,
  feels: "Para quien lo siente",
  listens: "Para quien escucha",
  saveStarter: "Guardar en nuestra lista",
  unsaveStarter: "Quitar de nuestra lista",

  experiment: "Algo pequeño para probar",
  minutes: (count: number) => (count > 0 ? `unos ${count} min` : "sin tiempo extra"),

  voiceLegend: "¿Hablar de esto?",
  voice: { now: "Ahora", later: "Luego", not_for_us: "No nos va" },
  voiceMineOnly: (name: string) =>
    `Queda anotado. Cuando ${name} elija, el resultado se ve a la vez. Con un «No nos va», el tema queda en reposo.`,
  voiceBoth: {
    now: "Dos síes: hay ganas de hablar ahora.",
    later: "Luego, entonces. Puede esperar.",
    not_for_us: "Este no. No volverá a salir en unos seis meses.",
  },
  talkInTurns: "Hablarlo por turnos",
  wishNotForUs: "Este no, entonces. No pasa nada.",
  talked: "Lo hablamos",
  talkedOn: (date: string) => `Se habló el ${date}`,
  tried: "Lo probamos",
  triedOn: (date: string) => `Se probó el ${date}`,
  undo: "Deshacer",
  helpedLegend: "¿Ayudó?",
  helpedElsewhere: "¿Ayudó? Se responde por separado: abre este repaso en Historial y luego «Algo solo para ti».",
  helpedHint: "Solo tú ves tu respuesta.",
  helped: { yes: "Sí", a_little: "Un poco", no: "No mucho" },
  helpedThanks: "Gracias. Está guardado.",
  tell: (name: string) => `Decírselo a ${name}`,
  toldThat: {
    yes: (name: string) => `${name} dijo que ayudó.`,
    a_little: (name: string) => `${name} dijo que ayudó un poco.`,
    no: (name: string) => `${name} dijo que no ayudó mucho.`,
  },
  youTold: {
    yes: "Dijiste que ayudó.",
    a_little: "Dijiste que ayudó un poco.",
    no: "Dijiste que no ayudó mucho.",
  },
  wouldTell: (name: string, sentence: string) =>
    `${name} leería: «${sentence}» También influye en cuándo vuelve a salir.`,
  tellsThis: (name: string, sentence: string) =>
    `${name} lee: «${sentence}» Para cambiar tu respuesta, desactiva esto.`,
  yourPartner: "Tu pareja",
  anotherWay: "Otra manera de acercarse",
  anotherWayLead:
    "Es raro que una conversación lo abarque todo. Aquí hay otra cosa para probar y frases para el otro lado.",
  otherSide: {
    feels: "Frases para decir cómo se siente",
    listens: "Frases para escuchar",
  },

  privateTitle: "Esto solo lo ves tú",
  privateBody: "Sale de tus propias respuestas a lo largo del tiempo. Puedes contarlo o guardártelo.",

  guesses: "Las suposiciones",
  guess: {
    exactMine: (name: string) => `Justo en el blanco. En esto conoces bien a ${name}.`,
    exactTheirs: (name: string) => `${name} acertó de lleno.`,
    closeMine: "Muy cerca.",
    closeTheirs: (name: string) => `${name} estuvo muy cerca.`,
    farMine: (name: string) => `Una sorpresa. Vale la pena preguntarle a ${name}.`,
    farTheirs: (name: string) => `Una sorpresa para ${name}. Cuéntale más si quieres.`,
  },
  answerLabel: "La respuesta",

  keptAgreement: "Con dos síes, este acuerdo sigue.",
  restingAgreement: "Este acuerdo queda ahora en reposo. Se puede volver a acordar cuando haya dos síes.",

  all: "Todas las respuestas, lado a lado",
  allHint: "Lo que se saltó y lo que no se compartió se ven igual aquí.",
  skipped: "Saltada",

  goneTitle: "Todavía no hay nada que ver aquí",
  goneBody: "O todavía faltan respuestas, o este espacio se cerró.",
  home: "Ir a esta semana",
};
