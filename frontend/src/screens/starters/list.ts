import type { Dimension, Starter, StarterGroup, StarterList } from "../../api/types";

/** A sentence of the shared list, with what it is about. */
export interface ListedStarter extends Starter {
  about: string;
  dimension: Dimension;
}

/** The list in reading order: open sentences first, then the rest, newest first. */
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

/** The same groups with one sentence changed. */
export function withChange(list: StarterList, key: string, next: Partial<Starter>): StarterList {
  return {
    results: list.results.map((group) => ({
      ...group,
      starters: group.starters.map((starter) => (starter.key === key ? { ...starter, ...next } : starter)),
    })),
  };
}

/** This device's date, until the server has said which day the couple's clock shows. */
export function today(now: Date = new Date()): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
