/**
 * Keep the secret of a sign-in link. It arrives in the address's fragment, which the browser never sends to a server.
 * It stays on this device for a few minutes, so that a reload does not lose it.
 */
import { briefly, dropBrief, keepBriefly } from "../../app/brief";

const NAME = "way-in";
const LASTS = 10 * 60_000;
const SHAPE = /^([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/;

/** Return the secret and remove it from the address bar, so that the browser's history does not contain it. */
export function takeLinkToken(): string | null {
  const token = SHAPE.exec(location.hash.slice(1))?.[1];
  if (location.hash.length > 1) history.replaceState(history.state, "", location.pathname);
  if (token) keepBriefly(NAME, token, LASTS);
  const kept = token ?? briefly(NAME, LASTS);
  return typeof kept === "string" ? kept : null;
}

/** Forget the secret, because it was used or refused. */
export function dropLinkToken(): void {
  dropBrief(NAME);
}
