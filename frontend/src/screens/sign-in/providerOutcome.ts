import { provider as w } from "@words/provider";

/** Return how a visit to the sign-in provider ended, and remove that from the address bar. "" without a visit. */
export function takeOutcome(): string {
  const found = new URLSearchParams(location.search).get("provider") ?? "";
  if (found) history.replaceState(history.state, "", location.pathname);
  return found;
}

/** Return the text about an outcome that is a problem, else "". */
export function explainOutcome(code: string, name: string): string {
  const words: Record<string, (name: string) => string> = {
    provider_cancelled: w.cancelled,
    provider_away: w.away,
    provider_failed: w.failed,
    provider_refused: w.refused,
    provider_taken: w.taken,
    passkey_again: () => w.notConfirmed,
    sign_in_again: () => w.notConfirmed,
    no_passkey: w.lastWayIn,
  };
  return Object.hasOwn(words, code) ? (words[code]?.(name) ?? "") : "";
}
