import type { Dimension, StarterGroup } from "../../api/types";
import { contains } from "../../app/fold";

export type Show = "all" | Dimension;

/** Return the groups that match the filter and the search words. */
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
