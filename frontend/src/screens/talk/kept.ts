/**
 * Keep a guided conversation on this phone. The topic's words are only in the page's memory. The turns contain no words
 * and also survive a reload, until the tab is closed.
 */
import type { Point } from "../../api/types";
import type { Turns } from "./turns";

const NAME = "sbs-talk";
/** How long a conversation without a step is kept (ms), as on the server. After that, a new one begins. */
const LASTS = 2 * 60 * 60_000;

interface Opened {
  person: string;
  point: Point;
  /** The address of the page from which the conversation was opened. */
  from: string;
}

const opened = new Map<string, Opened>();

/** Keep a topic that this page shows, so that the conversation also works without a network. */
export function keepTopic(person: string, point: Point, from: string): void {
  opened.set(point.id, { person, point, from });
}

/** Return the topic with this id if this page has shown it to this person, else null. */
export function keptTopic(person: string, id: string): Opened | null {
  const found = opened.get(id);
  return found?.person === person ? found : null;
}

export interface Conversation {
  turns: Turns | null;
  /** The revision of the turns that this phone last received from the server. */
  revision: number;
  /** True if this phone has made a step that the server does not have yet. */
  unsent: boolean;
  /** The index of the chosen words in the list of openings. */
  opening: number;
}

export const NEW: Conversation = { turns: null, revision: 0, unsent: false, opening: 0 };

interface Kept extends Conversation {
  person: string;
  point: string;
  at: number;
}

/** Keep the state of this person's conversation, so that it survives a reload of the page. */
export function keepConversation(person: string, point: string, conversation: Conversation, now: number): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ ...conversation, person, point, at: now } satisfies Kept));
  } catch {
    // Without storage, the conversation is lost when the page is closed or reloaded.
  }
}

/**
 * Return the conversation of this person about this topic in this tab, if its last step was less than 2 h ago, or a new
 * one.
 */
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
    // Storage is forbidden, or the stored text cannot be read.
  }
  return NEW;
}

/** Forget the conversation, because it is over. */
export function dropConversation(): void {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // Storage is forbidden, so it holds nothing.
  }
}
