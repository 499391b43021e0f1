import type * as en from "../en/home";
import type { Words } from "../shape";

/** A couple's very first check-in is shorter. */
const length = (prompts: number) => `${prompts} preguntas breves, unos ${prompts < 10 ? "dos" : "cuatro"} minutos.`;

/** This week. */
export const home: Words<typeof en.home> = {
  title: "Esta semana",
  greeting: { morning: "Buenos días", day: "Hola", evening: "Hola" },
  named: (greeting: string, name: string) => (name ? `${greeting}, ${name}` : greeting),
  withPartner: (name: string) => `Tú y ${name}`,

  open: "Tu repaso está abierto",
  openLead: (prompts: number) => `${length(prompts)} Se responde por separado y se ve en pareja.`,
  openAlone: (prompts: number) => `${length(prompts)} Solo tú leerás tus respuestas.`,
  until: (when: string) => `Abierto hasta el ${when}`,
  begin: "Empezar",
  goOn: "Seguir",
  draft: (answered: number, prompts: number) => `${answered} de ${prompts} respondidas. Se guarda mientras avanzas.`,
  draftTitle: "Ya empezaste",
  finished: "Tu parte está lista",
  finishedLead: (name: string) =>
    `Tus respuestas están selladas. Cuando ${name} también termine, todo se abre para ti y para ${name} a la vez.`,
  finishedAlone: "Solo tú puedes leer tus respuestas. Las encuentras en Historial.",
  seeWaiting: "Qué pasa ahora",
  partnerFinished: (name: string) => `${name} te avisa de que su parte está lista.`,

  revealed: "Ya se puede leer",
  revealedLead: "Elige con tu pareja un rato cómodo para verlo.",
  look: "Verlo en pareja",
  lastTime: (date: string) => `Tu repaso del ${date}`,
  lookAgain: "Verlo otra vez",
  points: (count: number) => (count === 1 ? "Un tema para hablar" : `${count} temas para hablar`),
  wish: "Hay un deseo de hablar de algo.",
  pointsWithWish: (count: number) => (count === 1 ? "Un deseo de hablar" : "Un deseo de hablar y otro tema"),

  agreed: "Nuestros acuerdos",
  suggestion: "Hay una propuesta para ti y tu pareja.",

  quiet: "Ahora no hay nada que hacer",
  after: "Hasta la próxima",
  quietLead: (when: string) => `Tu próximo repaso se abre el ${when}.`,
  quietNoDate: "Tu próximo repaso todavía no tiene fecha.",
  lapsed:
    "El último repaso se cerró antes de que estuvieran todas las respuestas, así que sigue cerrado. El próximo empieza de cero.",
  resting: "Estás tomando un descanso discreto",
  restingLead: "No se te pregunta ni se te recuerda nada. Esto solo lo ves tú.",
  restEnd: "Terminar el descanso",
  restOpen: "Hay un repaso abierto. No hace falta que lo respondas.",
  restAnswer: "Responder de todos modos",
  paused: "Los repasos están en pausa",
  pausedLead: "No se abre ningún repaso ni llegan recordatorios hasta que tú o tu pareja los reanude.",
  pausedLeadAlone: "No se abre ningún repaso ni llegan recordatorios hasta que los reanudes.",
  resume: "Reanudar",

  private: "Algo solo para ti",
  privateOpen: "Abrir",
  privateNeutral: "Ábrelo cuando solo tú puedas ver esta pantalla.",
  privateLead: "Nadie más ve esto. Puedes sacar el tema, o no.",
  privateHelp: "Dónde encontrar ayuda",
  privateWhy: "Por qué ves esto",
  privateStart: "Si quieres hablar de ello",

  shelf: "Bolsillo y frasco",
  pocket: "Una nota de bolsillo",
  jar: "El frasco",
};
