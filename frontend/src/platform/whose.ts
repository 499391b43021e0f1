/**
 * Whose session is this? One phone can be used by both partners. A draft kept for one person must never be sent with
 * the other's session: for the same check-in the server would take it as the other's own words.
 */
import type { Outcome } from "./outcome";
import { notSent } from "./outcome";
import type { Wire } from "./wire";

/** How long an answer is trusted (ms): the cookie may change in another tab. */
const TRUST = 20_000;
let known: { user: string; until: number } | null = null;

/** Null when the session belongs to `user`; else the outcome to report in place of sending. */
export async function isStillSignedInAs(user: string, wire: Wire): Promise<Outcome | null> {
  if (known && known.user === user && known.until > Date.now()) return null;
  try {
    const answer = await wire.send("GET", "/me");
    if (answer.status === 200 && answer.body["id"] === user) {
      known = { user, until: Date.now() + TRUST };
      return null;
    }
    known = null;
    if (answer.status >= 500 || answer.status === 429)
      return { kind: "later", why: "busy", wait: answer.retryAfter };
    return { kind: "later", why: "signed_out", wait: null };
  } catch (error) {
    return notSent(error);
  }
}

/** Forget what was known: on sign-out, and in tests. */
export function forgetWhose(): void {
  known = null;
}
