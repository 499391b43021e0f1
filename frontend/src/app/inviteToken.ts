/**
 * Keep the secret of an invitation link while the person signs in, even if the phone ends the app in the meantime. The
 * secret arrives in the address's fragment, which the browser never sends to a server.
 */
import { briefly, dropBrief, keepBriefly } from "./brief";

const NAME = "invite";
const JOINER = "joiner";
const LASTS = 30 * 60_000;
/** A secret at the start of the fragment. More may follow: people copy a link together with the end of its sentence. */
const SHAPE = /^([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/;
const LINK = /join(?:#|%23)([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/;

/** Return the secret and remove it from the address bar, so that the browser's history does not contain it. */
export function takeTokenFromAddress(): string | null {
  const token = SHAPE.exec(location.hash.slice(1))?.[1];
  if (location.hash.length > 1) history.replaceState(history.state, "", location.pathname);
  if (!token) return peekToken();
  // Without storage the person can still join while this page is open.
  keepBriefly(NAME, token, LASTS);
  return token;
}

/** Return the secret of an invitation link that was pasted into the field for a code, or null. */
export function tokenInText(text: string): string | null {
  return LINK.exec(text)?.[1] ?? null;
}

/** Return the kept secret without removing it, or null. */
export function peekToken(): string | null {
  const kept = briefly(NAME, LASTS);
  return typeof kept === "string" ? kept : null;
}

/** Forget the secret, because the invitation was used, refused or declined. */
export function dropToken(): void {
  dropBrief(NAME);
  dropBrief(JOINER);
}

/** Keep the name of a person who tapped "Join" before signing in, until they have an account. */
export function keepJoiner(name: string): void {
  keepBriefly(JOINER, name, LASTS);
}

/** Return the kept name of the person who tapped "Join" before signing in, or null. */
export function joiner(): string | null {
  const kept = briefly(JOINER, LASTS);
  return typeof kept === "string" && peekToken() ? kept : null;
}
