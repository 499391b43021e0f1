import type { NotificationPreferences } from "../../api/types";

/** The order in which reminders give way to the weekly limit, as on the server: the middle one goes last. */
const order = ["opening", "last_call", "repeat"] as const;

export type Asking = (typeof order)[number];

/** The kinds that are switched on but come only instead of another. */
export function giveWay(chosen: Pick<NotificationPreferences, Asking | "at_most">): ReadonlySet<Asking> {
  return new Set(order.filter((kind) => chosen[kind]).slice(chosen.at_most));
}
