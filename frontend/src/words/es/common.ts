import type * as en from "../en/common";
import type { Words } from "../shape";

/** Words that more than one screen uses. */
export const common: Words<typeof en.common> = {
  /** "domingo a las 19:00", and "domingo, 23 de noviembre, a la 1:00". */
  dayAt: (day: string, time: string) =>
    `${day}${day.includes(",") ? "," : ""} ${/^0?1\D/.test(time) ? "a la" : "a las"} ${time}`,
  appName: "Side by Side",
  back: "Atrás",
  cancel: "Cancelar",
  close: "Cerrar",
  save: "Guardar",
  tryAgain: "Intentar otra vez",
  loading: "Un momento",
  skipToContent: "Ir al contenido",
  yourPartner: "tu pareja",
};
