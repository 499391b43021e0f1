import type { Dimension, StarterGroup } from "../../api/types";
import { contains } from "../../app/fold";

export type Show = "all" | Dimension;

/** The groups that fit the filter and the words searched for. */
export function find(groups: readonly StarterGroup[], show: Show, query: string): StarterGroup[] {
  return groups
    .filter((group) => show === "all" || group.reason.dimension === show)
    .filter((group) =>
      contains(
        [
          group.reason.title,
          group.reason.summary,
          ...group.starters.map((s) => s.text),
          ...group.experiments.map((e) => e.text),
        ].join(" "),
        query,
      ),
    );
}
