/** What to send of a draft. Pure. */
import type { Answer, Answers, FieldProblem } from "../api/types";
import { wholeText } from "../platform/device";
import { sameAnswer } from "./merge";
import type { Draft } from "./store";
import { BODY_LIMIT, bytesOf } from "./transport";

/** In code points, as the server counts: an emoji or a Chinese sign is one. */
export const NOTE_LIMIT = 2000;

/** The length of a note by the server's count. */
export function noteLength(note: string): number {
  let length = 0;
  for (const _sign of wholeText(note)) length += 1;
  return length;
}

/** The problems of notes that are too long, by field; null if there are none. */
export function longNotes(draft: Draft): Record<string, FieldProblem[]> | null {
  const fields: Record<string, FieldProblem[]> = {};
  for (const [id, answer] of Object.entries(draft.answers)) {
    if (noteLength(answer.note) > NOTE_LIMIT) fields[`answers.${id}.note`] = [{ code: "too_long", message: "" }];
  }
  return Object.keys(fields).length ? fields : null;
}

/** The prompts that the problems of a refusal name. */
export function promptsIn(fields: Record<string, unknown>, draft: Draft): string[] {
  const names = Object.keys(fields);
  return Object.keys(draft.answers).filter((id) =>
    names.some((name) => name === `answers.${id}` || name.startsWith(`answers.${id}.`)),
  );
}

/** `answers`, but with the server's last answer for each prompt in `held`. */
export function holdBack(answers: Answers, base: Answers, held: Set<string>): Answers {
  const sent: Answers = {};
  for (const [id, answer] of Object.entries(answers)) {
    const kept = held.has(id) ? base[id] : answer;
    if (kept) sent[id] = kept;
  }
  return sent;
}

/**
 * The answers as the server takes them: a rated prompt without a point counts as not answered, or, if words were
 * written, as a skip that keeps them. Half an emoji and control characters are replaced.
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

/** The prompts whose answers are on this device alone: the server has none for them, or a different one. */
export function onlyHere(draft: Pick<Draft, "answers" | "base" | "checkIn">): string[] {
  const sent = outgoing(draft);
  return Object.keys(sent).filter((id) => !sameAnswer(sent[id], draft.base[id]));
}

/** True if the server has answers of this draft, which its author finds in their history. */
export function onServer(draft: Pick<Draft, "base" | "strippedAt">): boolean {
  return Object.keys(draft.base).length > 0 || draft.strippedAt !== undefined;
}

/** One request, and the answers that the server has once it has taken it. */
export interface DraftRequest {
  method: "PUT" | "POST" | "PATCH";
  action: "draft" | "submit";
  body: unknown;
  after: Answers;
}

/**
 * The next request: all answers, unless they are too many bytes for a page that closes. Then it is what the server does
 * not have yet, or as much of it as fits. A submission that is too large goes out when the draft of it is saved.
 */
export function nextRequest(draft: Draft, answers: Answers): DraftRequest {
  // The author: on a phone that two people share, the server refuses the words in the other person's session.
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
