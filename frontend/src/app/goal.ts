/**
 * Keep the goal: the screen that a person wanted to open when they had to sign in first, such as the reveal that a
 * notification announced. Only addresses of the app's screens are kept, never addresses of another site. If the server
 * signed a person out, the goal is for that person alone. If no one was signed in, it is for the next person who is.
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

/** Return the path of this person's goal, or null. Another person's goal is forgotten. */
export function goalFor(person: string): string | null {
  const kept = briefly(NAME, LASTS) as Partial<Goal> | null;
  if (kept && isPlace(kept.path) && (kept.person === null || kept.person === person)) return kept.path;
  dropGoal();
  return null;
}

/** Forget the goal, because the person has reached it or has signed out. */
export function dropGoal(): void {
  dropBrief(NAME);
}
