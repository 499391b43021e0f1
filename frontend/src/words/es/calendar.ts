import type * as en from "../en/calendar";
import type { Words } from "../shape";

/** The couple's check-ins in a person's calendar. */
export const calendar: Words<typeof en.calendar> = {
  title: "En mi calendario",
  lead: "Un enlace privado al que se suscribe tu calendario. Muestra cuándo se abren los repasos, con el nombre «Repaso»: sin nombres ni respuestas.",
  make: "Crear un enlace",
  since: (day: string) => `Tu enlace se creó el ${day} y solo se mostró entonces.`,
  made: "Tu enlace",
  madeLead:
    "En tu calendario, elige «Suscribirse» o «Desde URL» y pega el enlace. Solo se muestra ahora. Quien lo tenga puede ver cuándo se abren tus repasos.",
  copy: "Copiar el enlace",
  copied: "Copiado.",
  copyFailed: "Aquí no se pudo copiar. Deja el dedo sobre el enlace para copiarlo.",
  open: "Abrirlo en mi calendario",
  anew: "Crear otro enlace",
  anewHint: "Al crear otro enlace, el anterior deja de funcionar.",
  end: "Desactivar el enlace",
  ended: "El enlace ya no funciona, así que tu calendario no encuentra repasos ahí.",
  ends: "Un enlace también deja de funcionar cuando se cierra este espacio y cuando cierras sesión en todas partes. El calendario no muestra los descansos discretos.",
};
