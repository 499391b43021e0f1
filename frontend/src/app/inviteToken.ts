/** Keep the secret of an invitation link while the person signs in, even if the phone ends the app in the meantime. */
import { brieflyText, dropBrief, keepBriefly } from "./brief";
import { takeSecret } from "./linkSecret";

const NAME = "invite";
const JOINER = "joiner";
const LASTS = 30 * 60_000;
const LINK = /join(?:#|%23)([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/;

/** Return the secret and remove it from the address bar, so that the browser's history does not contain it. */
export function takeTokenFromAddress(): string | null {
  return takeSecret(NAME, LASTS);
}

/** Return the secret of an invitation link that was pasted into the field for a code, or null. */
export function tokenInText(text: string): string | null {
  return LINK.exec(text)?.[1] ?? null;
}

/** Return the kept secret without removing it, or null. */
export function peekToken(): string | null {
  return brieflyText(NAME, LASTS);
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
  const kept = brieflyText(JOINER, LASTS);
  return peekToken() ? kept : null;
}
