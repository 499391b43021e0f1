import type * as en from "../en/nudge";
import type { Words } from "../shape";

/** One gentle nudge to a partner. */
export const nudge: Words<typeof en.nudge> = {
  offer: (name: string) => `Dar un empujoncito a ${name}`,
  what: (name: string) =>
    `Un recordatorio amable a ${name} sobre este repaso, una sola vez. No dice nada de tus respuestas ni de si tu parte está lista. Si llega y cuándo, lo decide ${name}, y tú no lo verás.`,
  send: "Enviarlo",
  rather: "Ahora no",
  sent: (name: string) => `${name} tiene tu empujoncito para este repaso.`,
};
