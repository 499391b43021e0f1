import type * as en from "../en/agreements";
import type { Words } from "../shape";

/** What a couple agreed on, and how to suggest something. */
export const agreements: Words<typeof en.agreements> = {
  title: "Nuestros acuerdos",
  back: "Esta semana",
  lead: "Cosas pequeñas, con dos síes.",
  kindLine: "Un acuerdo no le pide a nadie que rinda cuentas, que muestre algo o que esté en un sitio.",
  asked: "En cada repaso se pregunta por separado si mantenerlos. Tu respuesta no la ve nadie más.",
  agreedOn: (date: string) => `Desde el ${date}`,
  end: "Terminarlo",
  endSure: "Sí, terminarlo",
  endHint: "Termina al momento, para ti y para tu pareja. No hace falta un motivo.",
  ended: "El acuerdo terminó.",

  suggested: (name: string) => `${name} propone`,
  yes: "Sí",
  notForMe: "No es para mí",
  yesHint: "Solo vale con dos síes. No hace falta responder ahora.",
  agreed: "Hecho. Ya es un acuerdo de pareja.",
  declined: "Está bien. Ya no está.",

  mine: "Tu propuesta",
  waits: (name: string) => `Vale cuando ${name} diga también que sí.`,
  takeBack: "Retirarla",
  takenBack: "Retiraste tu propuesta.",

  resting: "En reposo",
  restingHint: "Esta vez no hubo dos síes para mantenerlo. Desaparece cuando se abra el próximo repaso.",

  none: "Todavía no hay acuerdos",
  noneLead: "Después de una conversación se puede acordar algo pequeño. Vale con dos síes.",
  alone: "Los acuerdos son cosa de dos. Podrás hacer uno cuando tu pareja se una.",
  full: "Caben tres. Termina uno o espera las respuestas.",

  open: "Acordar algo pequeño",
  words: "Con tus palabras",
  example: "Una sola frase, para ti y tu pareja",
  left: (count: number) => (count === 1 ? "Queda 1 carácter" : `Quedan ${count} caracteres`),
  tooLong: (count: number) => (count === 1 ? "Sobra 1 carácter" : `Sobran ${count} caracteres`),
  take: "Usar la idea de arriba",
  formHint: (name: string) => `Vale cuando ${name} diga también que sí, desde su teléfono.`,
  propose: "Proponerlo",
  cancel: "Ahora no",
  proposed: (name: string) => `Propuesto. ${name} puede decir que sí desde su teléfono.`,
  look: "Ver los acuerdos",
};
