/**
 * Drafts on the phone: one record per person and check-in, in IndexedDB (or in memory, see store.ts).
 *
 * Every edit is written at once, so words survive a dead network, a closed tab and a crash. Two tabs share one record;
 * each edit is merged with what stands there inside one transaction, so neither tab can overwrite the other.
 * The service worker opens the same database, so nothing here may touch `window` or `document`.
 */
import type { Answer, Answers, CheckIn } from "../api/types";
import { mergeAnswer, mergeAnswers, sameAnswer } from "./merge";
import { changeOne, dropStore, readAll, readOne, removeWhere } from "./store";

/**
 * What the server last said about this check-in: `open` as far as we know, or an end that left words here.
 * `space_ended`: it is no check-in of this person's space any more, most likely because the space has ended.
 */
export type DraftEnd = "open" | "already_submitted" | "check_in_closed" | "space_ended";

export interface Draft {
  user: string;
  checkInId: string;
  /** The check-in as last seen, so that it can be answered offline. */
  checkIn: CheckIn;
  answers: Answers;
  /** The answers and the revision that server and phone last agreed on. */
  base: Answers;
  baseRevision: number;
  /** Counts local edits; `synced` is the count that has reached the server. */
  edits: number;
  synced: number;
  /** Prompts whose notes hold words from two places, until the person edits them. */
  joined: string[];
  /** Set when the person has submitted: made here once, so that a repeat is recognised. */
  submissionId: string | null;
  end: DraftEnd;
  /** When the session ended under these words (ms), and the revision that the removed answers had. See `leftBehind`. */
  leftAt?: number;
  strippedAt?: number;
}

export const isDirty = (draft: Draft): boolean => draft.edits !== draft.synced || draft.submissionId !== null;

/** The draft kept on this phone, or undefined. */
export const loadDraft = readOne;

/** All drafts of one person on this phone. */
export async function draftsOf(user: string): Promise<Draft[]> {
  return (await readAll()).filter((draft) => draft.user === user);
}

/** Every draft that still has something to send; the service worker cannot know who is signed in. */
export async function unsentDrafts(): Promise<Draft[]> {
  return (await readAll()).filter((draft) => draft.end === "open" && isDirty(draft));
}

/** Every draft on this phone, of everyone who used it. */
export const allDrafts = readAll;

/** Read, change and write one draft in a single transaction. `change` returns the new draft, or null to delete it. */
export const changeDraft = changeOne;

/**
 * Take in what the server holds. Untouched local answers follow the server; touched ones are merged with it.
 * Returns the draft to show.
 */
export async function adoptCheckIn(user: string, checkIn: CheckIn): Promise<Draft> {
  const server = checkIn.answers;
  const fresh = {
    answers: server,
    base: server,
    baseRevision: checkIn.revision,
    edits: 0,
    synced: 0,
    joined: [],
  };
  const draft = await changeDraft(user, checkIn.id, (left) => {
    const kept = left && withoutOldGuess(whole(left, server, checkIn.revision), checkIn);
    if (!kept) return { user, checkInId: checkIn.id, checkIn, ...fresh, submissionId: null, end: "open" };
    if (kept.baseRevision >= checkIn.revision) return { ...kept, checkIn };
    // Thrown away on another device: what had reached the server goes here as well, what had not is kept.
    if (checkIn.mine === "not_started" && !isDirty(kept)) return { ...kept, checkIn, ...fresh };
    return rebase({ ...kept, checkIn }, server, checkIn.revision);
  });
  return draft as Draft;
}

/** The draft without a guess that is no longer asked: for its sake the server would refuse all the others. Pure. */
function withoutOldGuess(draft: Draft, { prompts }: CheckIn): Draft {
  const stays = (id: string) => !id.startsWith("guess.") || prompts.some((prompt) => prompt.id === id);
  const answers = Object.fromEntries(Object.entries(draft.answers).filter(([id]) => stays(id)));
  return { ...draft, answers };
}

/** A draft that was reduced to its unsent answers, with the answers that the server has kept. Pure. */
function whole(draft: Draft, server: Answers, revision: number): Draft {
  const { strippedAt, leftAt: _left, ...rest } = draft;
  if (strippedAt === undefined) return rest;
  if (strippedAt !== revision) return rest;
  return { ...rest, base: server, baseRevision: revision, answers: { ...server, ...draft.answers } };
}

/** Put local edits on top of a newer server draft. Pure. */
export function rebase(left: Draft, server: Answers, revision: number): Draft {
  const draft = whole(left, server, revision);
  const { answers, changed, joined } = mergeAnswers(draft.base, draft.answers, server);
  const differs = Object.keys(answers).some((key) => !sameAnswer(answers[key], server[key]));
  const edits = draft.edits + (changed.length || differs ? 1 : 0);
  return {
    ...draft,
    answers,
    base: server,
    baseRevision: revision,
    edits,
    synced: differs ? draft.synced : edits,
    joined: [...new Set([...draft.joined, ...joined])],
  };
}

/**
 * Keep one edit. `seen` is the answer that the person was looking at when they made it: if another tab has moved on
 * since, both are merged. Returns the draft as it stands, or undefined when it is gone or already on its way.
 */
export function editAnswer(
  user: string,
  checkInId: string,
  promptId: string,
  seen: Answer | undefined,
  answer: Answer,
): Promise<Draft | undefined> {
  return changeDraft(user, checkInId, (draft) => {
    if (!draft || draft.submissionId) return undefined;
    const merged = mergeAnswer(seen, answer, draft.answers[promptId]) ?? answer;
    const others = draft.joined.filter((id) => id !== promptId);
    const joined = merged.note === answer.note ? others : [...others, promptId];
    return { ...draft, answers: { ...draft.answers, [promptId]: merged }, edits: draft.edits + 1, joined };
  });
}

/** Mark the draft as submitted, once. The id stays the same however often it is sent. */
export function markSubmitted(
  user: string,
  checkInId: string,
  newId: () => string,
): Promise<Draft | undefined> {
  return changeDraft(
    user,
    checkInId,
    (draft) => draft && { ...draft, submissionId: draft.submissionId ?? newId() },
  );
}

/** Forget one draft: its words are safe elsewhere, or the person chose to let them go. */
export async function discardDraft(user: string, checkInId: string): Promise<void> {
  await changeDraft(user, checkInId, () => null);
}

/** Tell other tabs (and, from the service worker, the page) that a draft has changed. */
export interface DraftNews {
  user: string;
  checkInId: string;
  outcome?: unknown;
}
export const DRAFT_CHANNEL = "side-by-side-drafts";

/** True when something on this phone has not reached the server: ask before signing out. */
export async function hasUnsentWords(user: string): Promise<boolean> {
  return (await draftsOf(user)).some((draft) => isDirty(draft) || draft.end !== "open");
}

/** Remove everything this person has on this phone. */
export const clearDrafts = (user: string): Promise<void> => removeWhere((draft) => draft.user === user);

/** Close and drop the database; for tests and for "forget this device". */
export const dropDrafts = dropStore;
