/** Notice the reveal on the pages that wait for it. */
import { get } from "../../api/client";
import type { Home } from "../../api/types";
import { live, PATIENCE } from "../../app/live";
import { setSpace } from "../../app/session";
import { toast } from "../../app/toast";

/** True if this check-in still waits for the partner's response. */
export function stillWaits({ check_in: card }: Home, id: string): boolean {
  return card?.id === id && card.state === "open" && card.mine === "submitted";
}

/** Fetch the week's state: the cheapest request whose answer shows a reveal. */
export async function lookAtWeek(signal: AbortSignal): Promise<Home> {
  const home = await get<Home>("/home", { signal, patience: PATIENCE });
  setSpace(home.space);
  return home;
}

/**
 * Call `reload` when the check-in on Home no longer waits for the partner. If it was revealed, also announce that with
 * the given text. Asks the server only while the page is visible and there is a partner. Returns a function that stops
 * it.
 */
export function whileAwaiting(
  { check_in, schedule, space }: Home,
  reload: () => Promise<void>,
  words: string,
): () => void {
  const id = check_in?.id;
  if (!id || space.state !== "paired" || schedule?.resting) return () => undefined;
  return live(async (signal) => {
    const week = await lookAtWeek(signal);
    if (stillWaits(week, id)) return;
    await reload();
    if (week.check_in?.id === id && week.check_in.state === "revealed") toast(words);
  });
}
