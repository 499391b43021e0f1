/**
 * The secret of an invitation link. It arrives in the fragment, which never leaves the browser, and waits here while
 * somebody signs in: also when the phone ends the app meanwhile.
 */
import { briefly, dropBrief, keepBriefly } from "./brief";

const NAME = "invite";
const LASTS = 30 * 60_000;
/** A link that was copied with the end of its sentence still holds the secret. */
const SHAPE = /^([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/;

/** Takes the secret out of the address bar, so that it stays in no history entry. */
export function takeTokenFromAddress(): string | null {
  const token = SHAPE.exec(location.hash.slice(1))?.[1];
  if (location.hash.length > 1) history.replaceState(history.state, "", location.pathname);
  if (!token) return peekToken();
  // Without storage the person can still join while this page is open.
  keepBriefly(NAME, token, LASTS);
  return token;
}

/** The secret that waits, if any. */
export function peekToken(): string | null {
  const kept = briefly(NAME, LASTS);
  return typeof kept === "string" ? kept : null;
}

/** Once it was used, refused or declined. */
export function dropToken(): void {
  dropBrief(NAME);
}
