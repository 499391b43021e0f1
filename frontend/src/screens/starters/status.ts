import type { Point } from "../../api/types";
import { plainDate } from "../../app/time";
import { starters as w } from "@words/starters";

/**
 * The state of a topic in a line, with only what both partners know: they may look at this page together. Whether the
 * topic helped is private to each, and shows when the topic is unfolded.
 */
export function status(voice: Point["voice"]): string {
  return voice.tried_on ? `${became(voice)} · ${w.status.tried}` : became(voice);
}

function became({ talked_on, both, mine }: Point["voice"]): string {
  if (talked_on) return w.status.talked(plainDate(talked_on));
  if (both === "now") return w.status.bothNow;
  if (both === "later") return w.status.bothLater;
  if (both === "not_for_us") return w.status.bothNotForUs;
  return mine ? w.status.mineOnly : w.status.open;
}
