import type * as en from "../en/ratings";
import type { Words } from "../shape";

/** The points of the scale, and what else an answer can be. */
export const ratings: Words<typeof en.ratings> = {
  dimensions: {
    appreciation: "Aprecio",
    autonomy: "Autonomía",
    connection: "Cercanía",
  },
  scale: ["Nada", "Un poco", "Parte del tiempo", "La mayor parte del tiempo", "Toda la semana"],
  didNotComeUp: "No hubo ocasión",
  skipped: "Saltada",
};
