import type { ComponentChildren } from "preact";

/** A heading's words, in which "check-in" is never broken at its hyphen. */
export function whole(text: string): ComponentChildren {
  const parts = text.split(/(\bcheck-ins?\b)/i);
  return parts.length === 1 ? text : parts.map((part, place) => (place % 2 ? <span class="whole">{part}</span> : part));
}
