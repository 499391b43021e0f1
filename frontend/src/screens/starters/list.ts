import type { Dimension, Starter, StarterGroup } from "../../api/types";

/** A starter of the shared list, with the reason that it belongs to. */
export interface ListedStarter extends Starter {
  about: string;
  dimension: Dimension;
}

/** Split the shared list into starters that the two have not used yet, and the others with the newest first. */
export function list(groups: readonly StarterGroup[]): { waiting: ListedStarter[]; talked: ListedStarter[] } {
  const all = groups.flatMap(({ reason, starters }) =>
    starters.map((starter) => ({ ...starter, about: reason.title, dimension: reason.dimension })),
  );
  const talked = all.filter((kept) => kept.talked_on !== null);
  return {
    waiting: all.filter((kept) => kept.talked_on === null),
    talked: talked.sort((a, b) => (b.talked_on ?? "").localeCompare(a.talked_on ?? "")),
  };
}

/** Return the same groups with these changes of their starters, by the starter's key. */
export function withChanges(
  groups: readonly StarterGroup[],
  changes: Readonly<Record<string, Partial<Starter>>>,
): StarterGroup[] {
  return groups.map((group) => ({
    ...group,
    starters: group.starters.map((starter) => ({ ...starter, ...changes[starter.key] })),
  }));
}

/** Return this device's date. It is shown until the server has returned the date in the couple's time zone. */
export function today(now: Date = new Date()): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
