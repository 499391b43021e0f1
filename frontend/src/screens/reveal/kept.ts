/**
 * Keep the newest reveal on this device, so that it opens without a network. Home removes it when the next check-in
 * opens. The end of the session also removes it, as it does all values of app/remembered.ts.
 */
import type { Home, Reveal } from "../../api/types";
import { NEWEST_REVEAL, recall, remember } from "../../app/remembered";

/** How long a reveal counts as new (ms). An older reveal opens as a list, also on a device that has never shown it. */
const NEW_FOR = 14 * 24 * 60 * 60_000;
/** How many check-ins this device remembers as seen. */
const MOST_SEEN = 8;

interface KeptReveal {
  id: string;
  person: string;
  reveal: Reveal;
}

/**
 * Keep a reveal if it belongs to the newest check-in that this device knows, and let Home link to it offline.
 * Agreements are left out, because either partner can end an agreement, and then its words must be gone.
 */
export function keepReveal(person: string, reveal: Reveal): void {
  const home = recall<Home>("home");
  const card = home?.check_in;
  if (!home || card?.id !== reveal.id) return;
  remember(NEWEST_REVEAL, { id: reveal.id, person, reveal: { ...reveal, agreements: [] } } satisfies KeptReveal);
  if (card.state === "revealed") return;
  const { id, opens_at, closes_at } = card;
  remember("home", {
    ...home,
    check_in: { ...card, state: "revealed" },
    latest_reveal: { id, opens_at, closes_at, looked_at: false, wish: false },
  } satisfies Home);
}

/** Return the reveal of this check-in if this device keeps it for this person, else null. */
export function keptReveal(person: string, id: string): Reveal | null {
  const kept = recall<KeptReveal>(NEWEST_REVEAL);
  return kept?.id === id && kept.person === person ? kept.reveal : null;
}

/** Remove the reveal of this check-in, because the person may not read it any more. */
export function dropReveal(id: string): void {
  if (recall<KeptReveal>(NEWEST_REVEAL)?.id === id) remember(NEWEST_REVEAL, null);
}

const seenBy = (person: string): string => `seen.${person}`;

/** True if the person has seen the reveal of this check-in on this device. */
export const wasSeen = (person: string, id: string): boolean => (recall<string[]>(seenBy(person)) ?? []).includes(id);

/** True if the person has seen this reveal on this device, or if it is older than `NEW_FOR`. */
export function hasSeen(person: string, { id, revealed_on }: Reveal, now: number = Date.now()): boolean {
  return now - Date.parse(revealed_on) > NEW_FOR || wasSeen(person, id);
}

/** Remember on this device that the person has seen this reveal. */
export function markSeen(person: string, { id }: Reveal): void {
  const seen = recall<string[]>(seenBy(person)) ?? [];
  if (!seen.includes(id)) remember(seenBy(person), [id, ...seen].slice(0, MOST_SEEN));
}
