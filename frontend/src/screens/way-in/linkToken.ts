/**
 * The secret of a link that leads into an account. It arrives in the fragment, which never leaves the browser, and stays
 * on this device for some minutes, so that a reload loses nothing.
 */
import { briefly, dropBrief, keepBriefly } from "../../app/brief";

const NAME = "way-in";
const LASTS = 10 * 60_000;
const SHAPE = /^([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/;

/** Take the secret out of the address bar, so that it stays in no history entry. */
export function takeLinkToken(): string | null {
  const token = SHAPE.exec(location.hash.slice(1))?.[1];
  if (location.hash.length > 1) history.replaceState(history.state, "", location.pathname);
  if (token) keepBriefly(NAME, token, LASTS);
  const kept = token ?? briefly(NAME, LASTS);
  return typeof kept === "string" ? kept : null;
}

/** Forget the secret: it was used or refused. */
export function dropLinkToken(): void {
  dropBrief(NAME);
}
