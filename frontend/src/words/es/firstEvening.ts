import type * as en from "../en/firstEvening";
import type { Words } from "../shape";

/** After the first reveal: the next evening, and a quicker way in. */
export const firstEvening: Words<typeof en.firstEvening> = {
  title: (when: string) => `El próximo es el ${when}. ¿Te va bien?`,
  lead: "El mismo día y a la misma hora para ti y tu pareja. Puede cambiarlo cualquiera, y se ve quién lo hizo.",
  good: "Sí, me va bien",
  other: "Otro día",
  weekday: "Día",
  time: "Hora",
  remind: "Avisarme cuando se abra",
  nowhere:
    "Este navegador no muestra avisos, así que aquí no te llegaría ningún recordatorio. Tu calendario puede mostrar cuándo se abre: mira en Ajustes, en «Cuándo se abren los repasos».",
  save: "Guardar este día",
  saved: "Guardado. Lo encuentras aquí, y tu pareja también.",
  passkeyTitle: "¿Entrar más rápido la próxima vez?",
  passkeyLead:
    "Con una llave de acceso entras con la cara, la huella o la clave de este dispositivo. Se queda en tus dispositivos, y nadie puede adivinarla.",
  later: "Ahora no",
};
