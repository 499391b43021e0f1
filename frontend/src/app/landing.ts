import type { Me } from "../api/types";
import { goalFor } from "./goal";
import { peekToken } from "./inviteToken";

type Person = Pick<Me, "id" | "needs_name"> | null;

/** The path to redirect to from `path`, or null if the person may stay. */
export function landing(who: "in" | "out" | "any", path: string, person: Person): string | null {
  if (who === "in" && !person) return "/sign-in";
  if (who === "in" && person?.needs_name && path !== "/welcome") return "/welcome";
  if (who === "out" && person) return person.needs_name ? "/welcome" : onwards(person);
  return null;
}

/** The path after signing in: the waiting invitation, the person's goal, or home. */
export function onwards(person: Pick<Me, "id">): string {
  return peekToken() ? "/join" : (goalFor(person.id) ?? "/");
}
