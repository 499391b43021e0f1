import type { Me } from "../api/types";
import { goalFor } from "./goal";
import { peekToken } from "./inviteToken";

type Person = Pick<Me, "id" | "needs_name"> | null;

/** Where somebody belongs instead of `path`, or null where they may stay. */
export function landing(who: "in" | "out" | "any", path: string, person: Person): string | null {
  if (who === "in" && !person) return "/sign-in";
  if (who === "in" && person?.needs_name && path !== "/welcome") return "/welcome";
  if (who === "out" && person) return person.needs_name ? "/welcome" : onwards(person);
  return null;
}

/** Where signing in leads: to the invitation that waits, to where the person was going, or home. */
export function onwards(person: Pick<Me, "id">): string {
  return peekToken() ? "/join" : (goalFor(person.id) ?? "/");
}
