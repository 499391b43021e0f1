/**
 * The draft store on this device: one draft per person and check-in.
 *
 * Every edit is written at once, so words survive a dead network, a closed tab and a crash. Two tabs share one draft;
 * each edit is merged with the stored draft in one transaction, so neither tab can overwrite the other.
 * The service worker uses the same database, so nothing here may touch `window` or `document`.
 */
import type { Answer, Answers, CheckIn } from "../api/types";
import { newId } from "../platform/device";
import { shelf } from "../platform/shelf";
import { mergeAnswer, mergeAnswers, sameAnswer } from "./merge";

/**
 * The state of a draft's check-in, as the server last reported it. `open`: the draft can still be sent. The other
 * states mean that its words can no longer be sent. `space_ended`: the server does not find the check-in in this
 * person's space, most likely because the space has closed.
 */
export type DraftEnd = "open" | "already_submitted" | "check_in_closed" | "space_ended";

export interface Draft {
  user: string;
  checkInId: string;
  /** The check-in as last seen, so that it can be answered offline. */
  checkIn: CheckIn;
  answers: Answers;
  /** The answers that server and phone last had in common, and their revision. */
  base: Answers;
  baseRevision: number;
  /** The number of edits on this device. `synced` is the number of edits that the server has. */
  edits: number;
  synced: number;
  /** Ids of the prompts whose notes were joined from two places and have not been edited since. */
  joined: string[];
  /** The id of the submission, made on this device when the person submits. The server recognises a repeat by it. */
  submissionId: string | null;
  end: DraftEnd;
  /**
   * `leftAt`: when the session ended while this draft was unsent (ms). `strippedAt`: the revision of the answers that
   * were removed from the draft then, because the server has them.
   */
  leftAt?: number;
  strippedAt?: number;
}

export const {
  whenInMemoryOnly,
  get: loadDraft,
  all: allDrafts,
  change: changeDraft,
  remove: removeDrafts,
  drop: dropDrafts,
} = shelf<Draft>("side-by-side", "drafts", "checkInId");

/** The message that a draft has changed, sent to the other tabs and from the service worker to the page. */
export interface DraftNews {
  user: string;
  checkInId: string;
  outcome?: unknown;
}

export const DRAFT_CHANNEL = "side-by-side-drafts";

/** The tag of Background Sync, which the page and the service worker share. */
export const SYNC_TAG = "drafts";

export const isDirty = (draft: Draft): boolean => draft.edits !== draft.synced || draft.submissionId !== null;

/** True if the draft still has something to send. */
export const isUnsent = (draft: Draft): boolean => draft.end === "open" && isDirty(draft);

/** Return all drafts of one person on this phone. */
export async function draftsOf(user: string): Promise<Draft[]> {
  return (await allDrafts()).filter((draft) => draft.user === user);
}

/**
 * Merge the server's state of a check-in into the stored draft. Answers that were not edited here are replaced by the
 * server's, and edited answers are merged with it. Returns the draft to show.
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
    const kept = left && withoutOldGuess(restored(left, server, checkIn.revision), checkIn);
    if (!kept) return { user, checkInId: checkIn.id, checkIn, ...fresh, submissionId: null, end: "open" };
    if (kept.baseRevision >= checkIn.revision) return { ...kept, checkIn };
    // The draft was discarded on another device: discard its answers here as well, unless some are unsent.
    if (checkIn.mine === "not_started" && !isDirty(kept)) return { ...kept, checkIn, ...fresh };
    return rebase({ ...kept, checkIn }, server, checkIn.revision);
  });
  return draft as Draft;
}

/** Remove the answer to a guess that is no longer asked, with which the server would refuse all answers. Pure. */
function withoutOldGuess(draft: Draft, { prompts }: CheckIn): Draft {
  const stays = (id: string) => !id.startsWith("guess.") || prompts.some((prompt) => prompt.id === id);
  const answers = Object.fromEntries(Object.entries(draft.answers).filter(([id]) => stays(id)));
  return { ...draft, answers };
}

/** Complete a draft that was reduced to its unsent answers (`unsentPart`) with the server's answers. Pure. */
function restored(draft: Draft, server: Answers, revision: number): Draft {
  const { strippedAt, leftAt: _left, ...rest } = draft;
  if (strippedAt !== revision) return rest;
  return { ...rest, base: server, baseRevision: revision, answers: { ...server, ...draft.answers } };
}

/** Merge the edits of a local draft into the server's newer answers. Pure. */
export function rebase(left: Draft, server: Answers, revision: number): Draft {
  const draft = restored(left, server, revision);
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
 * Store one edit. `seen` is the answer that the person saw when they made the edit. If another tab has changed the
 * stored answer since, both are merged. A submitted draft is not edited. Returns the stored draft, or undefined without
 * one.
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

/** Mark the draft as submitted. Later calls keep the id of the first, so the server recognises a repeat. */
export function markSubmitted(user: string, checkInId: string): Promise<Draft | undefined> {
  return changeDraft(user, checkInId, (draft) => draft && { ...draft, submissionId: draft.submissionId ?? newId() });
}

/** Remove one draft, because its words are stored elsewhere or the person discards them. */
export async function discardDraft(user: string, checkInId: string): Promise<void> {
  await changeDraft(user, checkInId, () => null);
}

/** True if words on this phone have not reached the server. The app then asks before signing out. */
export async function hasUnsentWords(user: string): Promise<boolean> {
  return (await draftsOf(user)).some((draft) => isDirty(draft) || draft.end !== "open");
}

/** Remove all drafts of this person from the phone. */
export const clearDrafts = (user: string): Promise<void> => removeDrafts((draft) => draft.user === user);

/**
 * How long unsent words are kept for their author after the session has ended (ms). There is a limit because the author
 * may have erased the account elsewhere and never sign in again.
 */
export const WAITS_FOR = 30 * 24 * 60 * 60_000;

/**
 * Reduce the drafts of all people except `except`, who is signed in, to their unsent words. The server has the rest and
 * returns it when the author signs in again.
 */
export async function keepUnsentOnly(except: string | null, now: number = Date.now()): Promise<void> {
  for (const { user, checkInId } of await allDrafts()) {
    if (user !== except) await changeDraft(user, checkInId, (draft) => draft && unsentPart(draft, now));
  }
}

/** Return a draft's unsent answers, without the prompts; null if there are none or they have waited too long. Pure. */
function unsentPart(draft: Draft, now: number): Draft | null {
  const leftAt = draft.leftAt ?? now;
  if (now - leftAt > WAITS_FOR) return null;
  if (!isDirty(draft) && draft.end === "open") return null;
  const changed = Object.entries(draft.answers).filter(([id, answer]) => !sameAnswer(answer, draft.base[id]));
  if (!changed.length && draft.submissionId === null) return null;
  const { checkIn } = draft;
  const confirmed = Object.keys(draft.base).length > 0;
  return {
    ...draft,
    answers: Object.fromEntries(changed),
    base: {},
    // The server refuses revision 0 with its own answers, and both are then merged.
    baseRevision: confirmed ? 0 : draft.baseRevision,
    strippedAt: draft.strippedAt ?? (confirmed ? draft.baseRevision : undefined),
    leftAt,
    checkIn: {
      ...checkIn,
      answers: {},
      prompts: checkIn.prompts.map((prompt) => ({ ...prompt, text: "", about: null })),
    },
  };
}
