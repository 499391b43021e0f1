/**
 * What this phone knows of a guided conversation. The topic's words are in the page's memory alone. Whose turn it is also
 * survives a reload, without a word, until the tab is closed.
 */
import type { Point } from "../../api/types";
import type { Turns } from "./turns";

const NAME = "sbs-talk";
/** After this long without a step, a conversation begins anew (ms), as on the server. */
const LASTS = 2 * 60 * 60_000;

interface Opened {
  person: string;
  point: Point;
  /** The page that it was opened from. */
  from: string;
}

const opened = new Map<string, Opened>();

/** Keep a topic that this page shows, so that the conversation also works without a network. */
export function keepTopic(person: string, point: Point, from: string): void {
  opened.set(point.id, { person, point, from });
}

/** The topic with this id, if this page has shown it to this person. */
export function keptTopic(person: string, id: string): Opened | null {
  const found = opened.get(id);
  return found?.person === person ? found : null;
}

export interface Conversation {
  turns: Turns | null;
  /** The revision that this phone and the server last agreed on. */
  revision: number;
  /** This phone has gone on, and the server does not know it yet. */
  unsent: boolean;
  /** The number of the words that were chosen to begin with. */
  opening: number;
}

export const NEW: Conversation = { turns: null, revision: 0, unsent: false, opening: 0 };

interface Kept extends Conversation {
  person: string;
  point: string;
  at: number;
}

/** Keep a conversation of this person for a reload of the page. */
export function keepConversation(person: string, point: string, conversation: Conversation, now: number): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ ...conversation, person, point, at: now } satisfies Kept));
  } catch {
    // Without storage it lasts as long as the page.
  }
}

/** The conversation about this topic that this person began here within two hours, or a new one. */
export function keptConversation(person: string, point: string, now: number): Conversation {
  try {
    const kept = JSON.parse(sessionStorage.getItem(NAME) ?? "{}") as Partial<Kept>;
    const fresh = typeof kept.at === "number" && kept.at <= now && now - kept.at < LASTS;
    if (fresh && kept.person === person && kept.point === point) {
      const { turns = null, revision = 0, unsent = false, opening = 0 } = kept;
      return { turns, revision, unsent, opening };
    }
    if (kept.person !== undefined && kept.person !== person) dropConversation();
  } catch {
    // No usable value.
  }
  return NEW;
}

/** Forget it: the conversation is over. */
export function dropConversation(): void {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // Nothing was kept.
  }
}
