import type * as en from "../en/linking";
import type { Words } from "../shape";

/** What Home says of linking: the ways to begin, where an invitation stands, and the end of a shared space. */
export const linking: Words<typeof en.linking> = {
  none: "Dos personas, un pequeño ritual",
  noneLead:
    "Una vez por semana se responden unas preguntas, por separado. Luego se ven las respuestas en pareja y se habla.",
  invite: "Invitar a mi pareja",
  haveInvitation: "Tengo una invitación",
  startAlone: "Empezar por mi cuenta",
  startAloneHint: "Puedes invitar a tu pareja más adelante.",
  inviteLater: "¿Con ganas de hacerlo en pareja?",
  inviteLaterLead: "Invita a tu pareja cuando te parezca bien. Lo que escribiste por tu cuenta sigue siendo solo tuyo.",
  asked: (name: string) => `${name} quiere unirse a ti`,
  askedLead: "Comprueba que de verdad es tu pareja.",
  seeAsked: "Comprobar",
  invited: "Tu invitación está en camino",
  invitedLead: "Cuando tu pareja la use, confirmas quién se unió.",
  seeInvitation: "Abrir la invitación",
  waiting: (name: string) => `Falta que ${name} lo confirme`,
  waitingLead: "Ya casi está.",
  closed: "Este espacio se cerró",
  closedLead: "Lo que compartió una persona ya no lo puede leer la otra. Tus propias respuestas siguen siendo tuyas.",
  closedCare: "Los finales pueden pesar. Trátate bien hoy y habla con alguien de confianza.",
  closedOk: "Ya lo leí",
  closedHelp: "Si algo te da miedo",
};
