/** Decide what to send of a draft. Pure. */
import type { Answer, Answers, FieldProblem } from "../api/types";
import { wholeText } from "../platform/device";
import { sameAnswer } from "./merge";
import type { Draft } from "./store";
import { BODY_LIMIT, bytesOf } from "./transport";

/** The longest note, in code points, as the server counts: an emoji or a Chinese sign counts as one. */
export const NOTE_LIMIT = 2000;

/** Return the length of a note in code points, as the server counts. */
export function noteLength(note: string): number {
  let length = 0;
  for (const _sign of wholeText(note)) length += 1;
  return length;
}

/** Return an error for each note that is too long, by field; null if no note is. */
export function longNotes(draft: Draft): Record<string, FieldProblem[]> | null {
  const fields: Record<string, FieldProblem[]> = {};
  for (const [id, answer] of Object.entries(draft.answers)) {
    if (noteLength(answer.note) > NOTE_LIMIT) fields[`answers.${id}.note`] = [{ code: "too_long", message: "" }];
  }
  return Object.keys(fields).length ? fields : null;
}

/** Return the ids of the prompts that the errors of a refusal are about. */
export function promptsIn(fields: Record<string, unknown>, draft: Draft): string[] {
  const names = Object.keys(fields);
  return Object.keys(draft.answers).filter((id) =>
    names.some((name) => name === `answers.${id}` || name.startsWith(`answers.${id}.`)),
  );
}

/** Return `answers`, but with the server's last known answer (from `base`) for each prompt in `held`. */
export function holdBack(answers: Answers, base: Answers, held: Set<string>): Answers {
  const sent: Answers = {};
  for (const [id, answer] of Object.entries(answers)) {
    const kept = held.has(id) ? base[id] : answer;
    if (kept) sent[id] = kept;
  }
  return sent;
}

/**
 * Return the answers in the form that the server accepts. A rated prompt without a chosen point is left out; if it has
 * a note, it is sent as a skip with that note. Half an emoji is replaced, and control characters are removed.
 */
export function outgoing(draft: Pick<Draft, "answers" | "checkIn">): Answers {
  const words = new Set(
    draft.checkIn.prompts.filter(({ kind }) => kind === "appreciation" || kind === "wish").map((p) => p.id),
  );
  const sent: Answers = {};
  for (const [id, kept] of Object.entries(draft.answers)) {
    const answer = { ...kept, note: wholeText(kept.note) };
    const pointless = !words.has(id) && answer.status === "answered" && answer.value === null;
    if (!pointless) sent[id] = answer;
    else if (answer.note.trim()) sent[id] = { ...answer, status: "skipped" };
  }
  return sent;
}

/** Return the ids of the prompts whose present answers the server does not have. */
export function onlyHere(draft: Pick<Draft, "answers" | "base" | "checkIn">): string[] {
  const sent = outgoing(draft);
  return Object.keys(sent).filter((id) => !sameAnswer(sent[id], draft.base[id]));
}

/** True if the server has answers of this draft. Its author then finds them in History. */
export function onServer(draft: Pick<Draft, "base" | "strippedAt">): boolean {
  return Object.keys(draft.base).length > 0 || draft.strippedAt !== undefined;
}

/** One request, and in `after` the answers that the server has if it accepts the request. */
export interface DraftRequest {
  method: "PUT" | "POST" | "PATCH";
  action: "draft" | "submit";
  body: unknown;
  after: Answers;
}

/**
 * Return the next request. It holds all answers, unless they are larger than a closing page may send. Then it holds the
 * answers that the server does not have yet, or as many of them as fit. A submission that is too large is sent after
 * all its answers have been saved as a draft.
 */
export function nextRequest(draft: Draft, answers: Answers): DraftRequest {
  // The request names its author: on a shared phone, the server refuses it in the other person's session.
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
