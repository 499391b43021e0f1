/**
 * Send one kept draft to the server and settle whatever it answers.
 *
 * Runs in the page and in the service worker, never in both at once for the same draft (a Web Lock). What is sent is
 * read from IndexedDB each time, so an edit made meanwhile is simply sent next.
 */
import type { Answers, CheckInCard, FieldProblem } from "../api/types";
import { wholeText } from "./device";
import { nextRequest } from "./draftRequest";
import type { DraftRequest } from "./draftRequest";
import { changeDraft, isDirty, loadDraft, rebase } from "./drafts";
import type { Draft } from "./drafts";
import { sameAnswer, sameAnswers } from "./merge";
import { notSent } from "./outcome";
import type { Outcome } from "./outcome";
import { problemOf } from "./wire";
import type { Wire, WireAnswer } from "./wire";

export type { Outcome } from "./outcome";

/** In code points, as the server counts: an emoji or a Chinese sign is one. */
export const NOTE_LIMIT = 2000;

/** How long a note is by the server's count, once it is sent. Pure. */
export function noteLength(note: string): number {
  let length = 0;
  for (const _sign of wholeText(note)) length += 1;
  return length;
}

type Locks = Pick<LockManager, "request">;

const chains = new Map<string, Promise<unknown>>();

/** One at a time per name, across tabs and the service worker where Web Locks exist, else within this context. */
export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = (globalThis.navigator as { locks?: Locks } | undefined)?.locks;
  if (locks) return locked(locks, name, work);
  return queued(name, work);
}

/** A page without an origin of its own may have the locks and be refused each of them. */
async function locked<T>(locks: Locks, name: string, work: () => Promise<T>): Promise<T> {
  let begun = false;
  const once = (): Promise<T> => {
    begun = true;
    return work();
  };
  try {
    return (await locks.request(name, once)) as T;
  } catch (error) {
    if (begun) throw error;
    return queued(name, work);
  }
}

function queued<T>(name: string, work: () => Promise<T>): Promise<T> {
  const next = (chains.get(name) ?? Promise.resolve()).then(work, work);
  chains.set(
    name,
    next.catch(() => undefined),
  );
  return next;
}

/**
 * Send a draft, or its submission, until phone and server agree or nothing more can be done now. An answer that the
 * server cannot take is held back, and the others are saved all the same.
 */
export function flushDraft(user: string, checkInId: string, wire: Wire): Promise<Outcome> {
  return alone(`draft:${user}:${checkInId}`, () => flushAlone(user, checkInId, wire).catch(notSent));
}

/**
 * Send what one request may hold of a draft that the page has in hand, before anything is waited for: a page that closes
 * does nothing more afterwards. Answers that the server cannot take are left out. The next flush settles the rest.
 */
export async function sendAtOnce(draft: Draft, wire: Wire): Promise<void> {
  const tooLong = longNotes(draft);
  if (tooLong && draft.submissionId) return;
  const held = new Set(tooLong ? promptsIn(tooLong, draft) : []);
  const request = nextRequest(draft, holdBack(outgoing(draft), draft.base, held));
  const { user, checkInId } = draft;
  const answer = await wire.send(request.method, `/check-ins/${checkInId}/${request.action}`, request.body, user);
  if (request.action === "submit" || answer.status < 200 || answer.status >= 300) return;
  const revision = Number(answer.body["revision"]);
  const synced = sameAnswers(request.after, outgoing(draft)) ? draft.edits : null;
  await changeDraft(user, checkInId, (now) =>
    now?.baseRevision === draft.baseRevision
      ? { ...now, base: request.after, baseRevision: revision, synced: synced ?? now.synced }
      : undefined,
  );
}

async function flushAlone(user: string, checkInId: string, wire: Wire): Promise<Outcome> {
  let merged = false;
  let refusal: Outcome | null = null;
  const held = new Set<string>();
  // Each turn settles one answer; six is plenty for two tabs and one other phone.
  for (let turn = 0; turn < 6; turn += 1) {
    const draft = await loadDraft(user, checkInId);
    if (!draft) return { kind: "nothing" };
    if (draft.end !== "open") return { kind: "ended", end: draft.end };
    if (!isDirty(draft)) return turn === 0 ? { kind: "nothing" } : { kind: "saved", merged };
    const tooLong = longNotes(draft);
    if (tooLong) {
      // A submission is final: nothing of it is left out.
      if (draft.submissionId) return tooLong;
      refusal = tooLong;
      promptsIn(tooLong, draft).forEach((id) => held.add(id));
    }
    const answers = holdBack(outgoing(draft), draft.base, held);
    if (refusal && sameAnswers(answers, draft.base)) return refusal;
    const request = nextRequest(draft, answers);
    const answer = await wire.send(request.method, `/check-ins/${checkInId}/${request.action}`, request.body, user);
    const outcome = await settle(draft, request, answer, held.size > 0);
    if (outcome === "again") {
      merged ||= answer.status === 409;
      continue;
    }
    const bad = promptsIn(outcome, draft).filter((id) => !held.has(id));
    if (draft.submissionId || bad.length === 0) return outcome;
    refusal = outcome;
    bad.forEach((id) => held.add(id));
  }
  return refusal ?? { kind: "later", why: "busy", wait: null };
}

/** The prompts whose answers a refusal names. Pure. */
function promptsIn(outcome: Outcome, draft: Draft): string[] {
  if (outcome.kind !== "refused") return [];
  const fields = Object.keys(outcome.fields);
  const named = (id: string): boolean =>
    fields.some((field) => field === `answers.${id}` || field.startsWith(`answers.${id}.`));
  return Object.keys(draft.answers).filter(named);
}

/** `answers`, with what the server last had for each prompt in `held`. Pure. */
function holdBack(answers: Answers, base: Answers, held: Set<string>): Answers {
  const sent: Answers = {};
  for (const [id, answer] of Object.entries(answers)) {
    const kept = held.has(id) ? base[id] : answer;
    if (kept) sent[id] = kept;
  }
  return sent;
}

/**
 * What the server takes: a rated prompt without a point counts as not answered, or, if words were written, as a skip
 * that keeps them. Half an emoji and control characters are replaced. Pure.
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

/** The prompts whose answers are on this device alone: the server has none of them, or another one. Pure. */
export function onlyHere(draft: Pick<Draft, "answers" | "base" | "checkIn">): string[] {
  const sent = outgoing(draft);
  return Object.keys(sent).filter((id) => !sameAnswer(sent[id], draft.base[id]));
}

/** Whether the server has answers of this draft, which its author finds in their history. Pure. */
export function onServer(draft: Pick<Draft, "base" | "strippedAt">): boolean {
  return Object.keys(draft.base).length > 0 || draft.strippedAt !== undefined;
}

async function settle(sent: Draft, request: DraftRequest, answer: WireAnswer, partly: boolean): Promise<Outcome | "again"> {
  const { user, checkInId } = sent;
  const problem = problemOf(answer);
  if (answer.status >= 200 && answer.status < 300) {
    if (request.action === "submit") {
      await changeDraft(user, checkInId, () => null);
      return { kind: "submitted", card: answer.body as unknown as CheckInCard };
    }
    const revision = Number(answer.body["revision"]);
    // What was held back, or had no room, is still to be sent.
    const synced = partly || !sameAnswers(request.after, outgoing(sent)) ? null : sent.edits;
    await changeDraft(
      user,
      checkInId,
      (now) => now && { ...now, base: request.after, baseRevision: revision, synced: synced ?? now.synced },
    );
    return "again";
  }
  if (problem.code === "draft_conflict")
    return takeIn(sent, problem["answers"] as Answers, Number(problem["revision"]));
  if (problem.code === "already_submitted" || problem.code === "check_in_closed" || answer.status === 404) {
    const end = answer.status === 404 ? "space_ended" : problem.code === "already_submitted" ? problem.code : "check_in_closed";
    await changeDraft(user, checkInId, (now) => now && { ...now, end, submissionId: null });
    return { kind: "ended", end };
  }
  if (answer.status === 400 || answer.status === 422) {
    await changeDraft(user, checkInId, (now) => now && { ...now, submissionId: null });
    const fields = (problem["fields"] ?? {}) as Record<string, FieldProblem[]>;
    return { kind: "refused", code: problem.code, message: problem.message, fields };
  }
  if (answer.status === 401 || problem.code === "not_your_draft" || problem.code === "another_person") return { kind: "later", why: "signed_out", wait: null };
  return { kind: "later", why: "busy", wait: answer.retryAfter };
}

/** Merge the server's newer draft under the local one, then go on. */
async function takeIn(sent: Draft, server: Answers, revision: number): Promise<Outcome | "again"> {
  let lookAgain = false;
  await changeDraft(sent.user, sent.checkInId, (now) => {
    if (!now) return undefined;
    const next = rebase(now, server, revision);
    // A submission may go on only if the merge changed nothing that the person saw when submitting.
    lookAgain = now.submissionId !== null && !sameAnswers(next.answers, now.answers);
    return lookAgain ? { ...next, submissionId: null } : next;
  });
  return lookAgain ? { kind: "look_again" } : "again";
}

function longNotes(draft: Draft): Outcome | null {
  const fields: Record<string, FieldProblem[]> = {};
  for (const [id, answer] of Object.entries(draft.answers)) {
    if (noteLength(answer.note) > NOTE_LIMIT) fields[`answers.${id}.note`] = [{ code: "too_long", message: "" }];
  }
  return Object.keys(fields).length ? { kind: "refused", code: "note_too_long", message: "", fields } : null;
}
