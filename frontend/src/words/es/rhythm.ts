import type * as en from "../en/rhythm";
import type { Words } from "../shape";

const you = "Tú";

/** The verb of the one who did it: the reader, or the partner by name. */
const did = (who: string, mine: string, theirs: string) => `${who} ${who === you ? mine : theirs}`;

/** Who changed the schedule. Both partners see it. */
export const rhythm: Words<typeof en.rhythm> = {
  you,
  moved: (who: string, day: string) => `${did(who, "cambiaste", "cambió")} el horario de los repasos el ${day}.`,
  paused: (who: string, day: string) => `${did(who, "pusiste", "puso")} los repasos en pausa el ${day}.`,
  resumed: (who: string, day: string) => `${did(who, "reanudaste", "reanudó")} los repasos el ${day}.`,
  look: "Ver el horario",
};
