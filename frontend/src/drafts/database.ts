/** The database of drafts on this device: one record per person and check-in. */
import type { Answers, CheckIn } from "../api/types";
import { shelf } from "../platform/shelf";

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

const drafts = shelf<Draft>("side-by-side", "drafts", "checkInId");

export const {
  whenInMemoryOnly,
  get: loadDraft,
  all: allDrafts,
  change: changeDraft,
  remove: removeDrafts,
  drop: dropDrafts,
} = drafts;
