import { provider as w } from "@words/provider";

/** How a visit at the sign-in provider ended, from the address bar, where it stays no longer. "" if there was none. */
export function takeOutcome(): string {
  const found = new URLSearchParams(location.search).get("provider") ?? "";
  if (found) history.replaceState(history.state, "", location.pathname);
  return found;
}

/** The words for an outcome that is a problem, or "". */
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
