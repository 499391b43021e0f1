import type { NotificationPreferences } from "../../api/types";

/** The kinds of reminders, most important first, as on the server: the weekly limit drops the last ones. */
const order = ["opening", "last_call", "repeat"];

/** Return the kinds that are switched on but exceed the limit `at_most`. They are sent only instead of another kind. */
export function giveWay(chosen: Pick<NotificationPreferences, "kinds" | "at_most">): ReadonlySet<string> {
  return new Set(order.filter((kind) => chosen.kinds[kind]).slice(chosen.at_most));
}
