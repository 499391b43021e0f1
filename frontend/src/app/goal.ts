/**
 * The screen that a person wanted when they had to sign in first, such as the reveal that a notification announced.
 * Only addresses of the app's screens are kept, never those of another site. If the server signed a person out, the
 * goal is for that person alone; if no one was signed in, it is for the next person who signs in.
 */
import { briefly, dropBrief, keepBriefly } from "./brief";

const NAME = "goal";
const LASTS = 30 * 60_000;
const PLACES =
  /^\/(?:check-in|waiting|reveal|talk|history|pair|starters|settings)(?:\/[A-Za-z0-9-]+)?\/?(?:\?[A-Za-z0-9=&_-]*)?$/;

interface Goal {
  path: string;
  person: string | null;
}

/** True if the path leads to a screen for people who are signed in. */
export function isPlace(path: unknown): path is string {
  return typeof path === "string" && PLACES.test(path);
}

/** Keep a goal; ignore anything that is not a screen of the app. */
export function keepGoal(path: string, person: string | null): void {
  if (isPlace(path)) keepBriefly(NAME, { path, person } satisfies Goal, LASTS);
}

/** The goal for this person, or null; another person's goal is then forgotten. */
export function goalFor(person: string): string | null {
  const kept = briefly(NAME, LASTS) as Partial<Goal> | null;
  if (kept && isPlace(kept.path) && (kept.person === null || kept.person === person)) return kept.path;
  dropGoal();
  return null;
}

/** Forget the goal: the person is there, or has signed out. */
export function dropGoal(): void {
  dropBrief(NAME);
}
