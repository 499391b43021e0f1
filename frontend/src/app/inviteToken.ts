/**
 * The secret of an invitation link. It arrives in the fragment, which never leaves the browser, and waits here while
 * the person signs in, even if the phone ends the app meanwhile.
 */
import { briefly, dropBrief, keepBriefly } from "./brief";

const NAME = "invite";
const JOINER = "joiner";
const LASTS = 30 * 60_000;
/** The link may have been copied together with the end of its sentence. */
const SHAPE = /^([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/;
const LINK = /join(?:#|%23)([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/;

/** Take the secret out of the address bar, so that it stays in no history entry. */
export function takeTokenFromAddress(): string | null {
  const token = SHAPE.exec(location.hash.slice(1))?.[1];
  if (location.hash.length > 1) history.replaceState(history.state, "", location.pathname);
  if (!token) return peekToken();
  // Without storage the person can still join while this page is open.
  keepBriefly(NAME, token, LASTS);
  return token;
}

/** The secret of a link that was pasted where a code is asked for, or null. */
export function tokenInText(text: string): string | null {
  return LINK.exec(text)?.[1] ?? null;
}

/** The waiting secret, or null. */
export function peekToken(): string | null {
  const kept = briefly(NAME, LASTS);
  return typeof kept === "string" ? kept : null;
}

/** Forget the secret: it was used, refused or declined. */
export function dropToken(): void {
  dropBrief(NAME);
  dropBrief(JOINER);
}

/** Someone who is not signed in yet tapped "Join": keep the name that they wrote until they have an account. */
export function keepJoiner(name: string): void {
  keepBriefly(JOINER, name, LASTS);
}

/** The name of the person who tapped "Join" before signing in, or null. */
export function joiner(): string | null {
  const kept = briefly(JOINER, LASTS);
  return typeof kept === "string" && peekToken() ? kept : null;
}
