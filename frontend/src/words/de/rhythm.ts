import type * as en from "../en/rhythm";
import type { Words } from "../shape";

const you = "Du";

/** "Du hast …", and "Robin hat …". */
const has = (who: string) => `${who} ${who === you ? "hast" : "hat"}`;

/** Who changed the schedule. Both partners see it. */
export const rhythm: Words<typeof en.rhythm> = {
  you,
  moved: (who: string, day: string) => `${has(who)} am ${day} geändert, wann Check-ins öffnen.`,
  paused: (who: string, day: string) => `${has(who)} die Check-ins am ${day} pausiert.`,
  resumed: (who: string, day: string) => `${has(who)} die Check-ins am ${day} fortgesetzt.`,
  look: "Zeitplan ansehen",
};
