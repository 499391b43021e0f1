import type { Me } from "../api/types";
import { goalFor } from "./goal";
import { peekToken } from "./inviteToken";

type Person = Pick<Me, "id" | "needs_name"> | null;

/** Return the path to redirect to from `path`, or null if the person may see this screen. */
export function landing(who: "in" | "out" | "any", path: string, person: Person): string | null {
  if (who === "in" && !person) return "/sign-in";
  if (who === "in" && person?.needs_name && path !== "/welcome") return "/welcome";
  if (who === "out" && person) return person.needs_name ? "/welcome" : onwards(person);
  return null;
}

/** Return the path to open after signing in: the kept invitation, the person's goal, or home. */
export function onwards(person: Pick<Me, "id">): string {
  return peekToken() ? "/join" : (goalFor(person.id) ?? "/");
}
