import type { Me } from "../api/types";
import { peekToken } from "./inviteToken";

type Person = Pick<Me, "needs_name"> | null;

/** Where somebody belongs in place of `path`, or null where they may stay. */
export function landing(who: "in" | "out" | "any", path: string, person: Person): string | null {
  if (who === "in" && !person) return "/sign-in";
  if (who === "in" && person?.needs_name && path !== "/welcome") return "/welcome";
  if (who === "out" && person) {
    if (person.needs_name) return "/welcome";
    return peekToken() ? "/join" : "/";
  }
  return null;
}
