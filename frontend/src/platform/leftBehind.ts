/**
 * What stays on this device once a session has ended: the words that never reached the server, for their person alone.
 *
 * Everything that the server has is deleted here; its person finds it again after signing in. Of a draft that still
 * holds unsent words, only the answers that differ from what the server confirmed are kept, without the questions.
 * They go after a month if their person does not come back: of an account that was erased elsewhere nobody does.
 */
import { allDrafts, changeDraft, isDirty } from "./drafts";
import type { Draft } from "./drafts";
import { sameAnswer } from "./merge";

/** Milliseconds. */
export const WAITS_FOR = 30 * 24 * 60 * 60_000;

/** Keep of each person but `except` (who is signed in) only what is unsent. */
export async function keepUnsentOnly(except: string | null, now: number = Date.now()): Promise<void> {
  for (const { user, checkInId } of await allDrafts()) {
    if (user !== except) await changeDraft(user, checkInId, (draft) => draft && unsent(draft, now));
  }
}

/** The unsent part of a draft; null where there is none, or where it has waited too long. Pure. */
export function unsent(draft: Draft, now: number): Draft | null {
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
    // Sent with this number, the server answers with what it has, and both are merged.
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
