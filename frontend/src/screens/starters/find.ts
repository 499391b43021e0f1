import type { Dimension, StarterGroup } from "../../api/types";

export type Show = "all" | "saved" | Dimension;

/** The groups that fit the filter and the words searched for; inside "saved" only saved sentences remain. */
export function find(groups: readonly StarterGroup[], show: Show, query: string): StarterGroup[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return groups
    .filter((group) => show === "all" || show === "saved" || group.reason.dimension === show)
    .map((group) =>
      show === "saved"
        ? { ...group, starters: group.starters.filter((starter) => starter.saved), experiments: [] }
        : group,
    )
    .filter((group) => group.starters.length > 0 || group.experiments.length > 0)
    .filter((group) => {
      const text = fold(
        [group.reason.title, group.reason.summary, ...group.starters.map((s) => s.text), ...group.experiments.map((e) => e.text)].join(" "),
      );
      return words.every((word) => text.includes(word));
    });
}

/** Lower case without accents, so that "cafe" finds "café". */
function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();
}
