/** The database of drafts on this device: one record per person and check-in. */
import type { Answers, CheckIn } from "../api/types";
import { shelf } from "../platform/shelf";

/**
 * What the server last said about this check-in: `open` as far as we know, or an end that left words here.
 * `space_ended`: the check-in is not in this person's space any more, most likely because the space has ended.
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
  /** When the session ended while this draft was unsent (ms), and the revision of the answers removed then. */
  leftAt?: number;
  strippedAt?: number;
}

const drafts = shelf<Draft>("side-by-side", "drafts", "checkInId");

export const {
  whenInMemoryOnly,
  get: loadDraft,
  all: allDrafts,
  change: changeDraft,
  remove: removeDrafts,
  drop: dropDrafts,
} = drafts;
