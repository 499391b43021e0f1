import type * as en from "../en/ratings";
import type { Words } from "../shape";

/** The points of the scale, and what else an answer can be. */
export const ratings: Words<typeof en.ratings> = {
  dimensions: {
    appreciation: "Wertschätzung",
    autonomy: "Freiraum",
    connection: "Nähe",
  },
  scale: ["Gar nicht", "Ein wenig", "Zeitweise", "Meistens", "Die ganze Woche"],
  didNotComeUp: "Kam nicht vor",
  skipped: "Übersprungen",
};
