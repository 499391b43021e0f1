import type * as en from "../en/mail";
import type { Words } from "../shape";

/** Reminders by e-mail. */
export const mail: Words<typeof en.mail> = {
  insteadHint: "Solo si la notificación no llega a tu dispositivo.",
  too: "También por correo",
  tooHint: "Aunque haya llegado la notificación.",
  returned: (address: string) =>
    `El correo a ${address} vino devuelto, así que sus recordatorios están en pausa. Los códigos para entrar sí se envían.`,
  tryAgain: "Intentar otra vez",
  trying: "Se intentará otra vez con el próximo recordatorio.",
  otherAddress: "Cambiar mi dirección",
};
