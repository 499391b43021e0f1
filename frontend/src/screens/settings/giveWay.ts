import type { NotificationPreferences } from "../../api/types";

/** Who goes first where fewer are allowed than wanted, as the server has it: the one in the middle goes last. */
const order = ["opening", "last_call", "repeat"] as const;

export type Asking = (typeof order)[number];

/** Those that are switched on and yet come at most in the place of another. */
export function giveWay(chosen: Pick<NotificationPreferences, Asking | "at_most">): ReadonlySet<Asking> {
  return new Set(order.filter((kind) => chosen[kind]).slice(chosen.at_most));
}
