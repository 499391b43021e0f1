/** What to send next of a draft: all of it, or as much as a page that closes may still send. */
import type { Answer, Answers } from "../api/types";
import type { Draft } from "./drafts";
import { sameAnswer } from "./merge";
import { BODY_LIMIT, bytesOf } from "./wire";

/** One request, and the answers that the server has once it has taken it. */
export interface DraftRequest {
  method: "PUT" | "POST" | "PATCH";
  action: "draft" | "submit";
  body: unknown;
  after: Answers;
}

/**
 * The next request: all answers, unless they are too many bytes for a page that closes. Then it is what the server does
 * not have yet, or as much of it as fits. A submission that is too large goes out when the draft of it is saved. Pure.
 */
export function nextRequest(draft: Draft, answers: Answers): DraftRequest {
  // Whose words they are: on a phone that two share, the server refuses them in the other's session.
  const { base, baseRevision: base_revision, user: author, submissionId } = draft;
  const whole = { base_revision, answers, author, ...(submissionId && { submission_id: submissionId }) };
  const unsaved = [...new Set([...Object.keys(answers), ...Object.keys(base)])].filter(
    (id) => !sameAnswer(answers[id], base[id]),
  );
  if (bytesOf(whole) <= BODY_LIMIT || (submissionId && unsaved.length === 0)) {
    return submissionId
      ? { method: "POST", action: "submit", body: whole, after: answers }
      : { method: "PUT", action: "draft", body: whole, after: answers };
  }
  const part: Record<string, Answer | null> = {};
  const after: Answers = { ...base };
  let room = BODY_LIMIT - bytesOf({ base_revision, answers: {}, author });
  for (const id of unsaved) {
    const answer = answers[id];
    room -= bytesOf({ [id]: answer ?? null });
    if (room < 0 && Object.keys(part).length > 0) break;
    part[id] = answer ?? null;
    if (answer) after[id] = answer;
    else delete after[id];
  }
  return { method: "PATCH", action: "draft", body: { base_revision, answers: part, author }, after };
}
