import type { ComponentChildren } from "preact";

/** Return the text of a heading such that no line breaks at the hyphen of "check-in". */
export function whole(text: string): ComponentChildren {
  const parts = text.split(/(\bcheck-ins?\b)/i);
  return parts.length === 1 ? text : parts.map((part, place) => (place % 2 ? <span class="whole">{part}</span> : part));
}
