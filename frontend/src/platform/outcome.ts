/** What one attempt to send a draft came to. */
import { OfflineError } from "../api/errors";
import type { CheckInCard, FieldProblem } from "../api/types";
import type { DraftEnd } from "./drafts";

export type Outcome =
  | { kind: "nothing" }
  /** Everything kept here is on the server. `merged`: something from another place was taken in. */
  | { kind: "saved"; merged: boolean }
  | { kind: "submitted"; card: CheckInCard }
  /** Not now: try again by itself. `wait` in seconds when the server named it. `fault`: the program itself failed. */
  | { kind: "later"; why: "offline" | "busy" | "signed_out" | "fault"; wait: number | null }
  /** The server will not take it as it is; the person has to change something. */
  | { kind: "refused"; code: string; message: string; fields: Record<string, FieldProblem[]> }
  /** Submitting was taken back: the answers changed elsewhere and submit is final, so they must be seen first. */
  | { kind: "look_again" }
  | { kind: "ended"; end: Exclude<DraftEnd, "open"> };

/** What a thrown error means for sending. A fault of the program is reported as one, never as a missing network. */
export function notSent(error: unknown): Outcome {
  if (error instanceof OfflineError) return { kind: "later", why: "offline", wait: null };
  console.error(error);
  return { kind: "later", why: "fault", wait: null };
}
