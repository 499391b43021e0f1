import type { Point } from "../../api/types";
import { reveal as w } from "@words/reveal";

/** Return the heading above a conversation. `place` is its number among the conversations, from 0. */
export function conversationTitle({ role }: Pick<Point, "role">, place: number): string {
  if (place > 0) return w.more;
  return role === "wish" || role === "light" ? w.conversation[role] : w.conversation.main;
}
