import type { Point } from "../../api/types";
import { plainDate } from "../../app/time";
import { starters as w } from "@words/starters";

/**
 * Return the state of a topic in one line. It contains only what both partners know, because they may look at this page
 * together. Each person's answer to "Did it help?" is private and is shown only when the topic is unfolded.
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
