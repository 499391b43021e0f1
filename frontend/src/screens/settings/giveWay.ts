import type { NotificationPreferences } from "../../api/types";

/** The order in which reminders give way to the weekly limit, as on the server: the middle one goes last. */
const order = ["opening", "last_call", "repeat"];

/** The kinds that are switched on but come only instead of another. */
export function giveWay(chosen: Pick<NotificationPreferences, "kinds" | "at_most">): ReadonlySet<string> {
  return new Set(order.filter((kind) => chosen.kinds[kind]).slice(chosen.at_most));
}
