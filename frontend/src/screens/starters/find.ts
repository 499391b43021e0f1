import type { Dimension, StarterGroup } from "../../api/types";

export type Show = "all" | Dimension;

/** The groups that fit the filter and the words searched for. */
export function find(groups: readonly StarterGroup[], show: Show, query: string): StarterGroup[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return groups
    .filter((group) => show === "all" || group.reason.dimension === show)
    .filter((group) => {
      const text = fold(
        [
          group.reason.title,
          group.reason.summary,
          ...group.starters.map((s) => s.text),
          ...group.experiments.map((e) => e.text),
        ].join(" "),
      );
      return words.every((word) => text.includes(word));
    });
}

/** Lower case without accents, so that "cafe" finds "café". */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
