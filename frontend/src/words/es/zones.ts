import type * as en from "../en/zones";
import type { Words } from "../shape";

/** Time zones. */
export const zones: Words<typeof en.zones> = {
  unknown: (zone: string, instead: string) =>
    `El servidor no conoce ${zone}, así que se eligió ${instead}. También puedes elegir una ciudad con la misma hora.`,
};
