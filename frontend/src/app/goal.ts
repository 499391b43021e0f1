/**
 * Where somebody was going when they had to sign in first, such as the reveal that a notification announced.
 * Only an address of a screen of ours is kept, never one of another site. A goal of a person who was signed out by the
 * server is theirs alone; one that was opened while nobody was signed in belongs to who signs in next.
 */
import { briefly, dropBrief, keepBriefly } from "./brief";

const NAME = "goal";
const LASTS = 30 * 60_000;
const PLACES =
  /^\/(?:check-in|waiting|reveal|history|pair|starters|settings)(?:\/[A-Za-z0-9-]+)?\/?(?:\?[A-Za-z0-9=&_-]*)?$/;

interface Goal {
  path: string;
  person: string | null;
}

/** Whether a path leads to a screen of ours for the signed in. */
export function isPlace(path: unknown): path is string {
  return typeof path === "string" && PLACES.test(path);
}

/** Keeps a goal; anything else than a screen of ours is left out. */
export function keepGoal(path: string, person: string | null): void {
  if (isPlace(path)) keepBriefly(NAME, { path, person } satisfies Goal, LASTS);
}

/** The goal for this person, or null: then another person's is forgotten. */
export function goalFor(person: string): string | null {
  const kept = briefly(NAME, LASTS) as Partial<Goal> | null;
  if (kept && isPlace(kept.path) && (kept.person === null || kept.person === person)) return kept.path;
  dropGoal();
  return null;
}

/** Once somebody is there, or has signed out by themselves. */
export function dropGoal(): void {
  dropBrief(NAME);
}
