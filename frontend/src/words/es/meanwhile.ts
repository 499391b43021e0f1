import type * as en from "../en/meanwhile";
import type { Words } from "../shape";

/** While the other half is not there yet: being told, and something to do. */
export const tellMe: Words<typeof en.tellMe> = {
  title: "¿Te avisamos cuando ya se pueda leer?",
  lead: "Un mensaje corto, sin nada de tus respuestas. Tu pareja no ve lo que eliges aquí.",
  yes: "Sí, avisarme",
  no: "No hace falta",
  onDevice: "Te avisaremos en este dispositivo.",
  byMail: "Te avisaremos por correo.",
  notHere: "En este dispositivo las notificaciones están desactivadas. Lo verás al abrir la app.",
  installLead: "En un iPhone o iPad, funciona desde la pantalla de inicio:",
  installSteps: [
    "En Safari, toca Compartir.",
    "Elige «Añadir a pantalla de inicio» o «Agregar a Inicio».",
    "Abre la app desde ahí.",
  ],
  mailInstead: "Avisarme por correo",
};

export const meanwhile: Words<typeof en.meanwhile> = {
  title: "Algo que esperar con ganas",
  evening: "¿Qué noche te vendría bien?",
  evenings: { open: "Ya veremos", today: "Hoy", tomorrow: "Mañana", weekend: "El fin de semana" },
  onlyHere: "Se queda en este dispositivo. Tu pareja no lo ve.",
  starter: "Una frase para empezar",
  show: "Buscar una",
  another: "Otra",
  choose: "Me quedo con esta",
  chosen: "Tu frase para esa noche:",
};
