import type { Point } from "../../api/types";
import { plainDate } from "../../app/time";
import { starters as w } from "@words/starters";

/** What became of a topic, in a line: what both know, and at the end, for oneself alone, whether it helped. */
export function status(voice: Point["voice"]): string {
  const parts = [became(voice)];
  if (voice.tried_on) parts.push(w.status.tried);
  if (voice.helped) parts.push(w.helped[voice.helped]);
  return parts.join(" · ");
}

function became({ talked_on, both, mine }: Point["voice"]): string {
  if (talked_on) return w.status.talked(plainDate(talked_on));
  if (both === "now") return w.status.bothNow;
  if (both === "later") return w.status.bothLater;
  if (both === "not_for_us") return w.status.bothNotForUs;
  return mine ? w.status.mineOnly : w.status.open;
}
