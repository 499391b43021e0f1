/**
 * Send one stored draft to the server and record its reply.
 *
 * Runs in the page and in the service worker. A Web Lock keeps the two from sending the same draft at once. The draft
 * is read from the store before each request, so an edit that was made during a request is sent with the next.
 */
import { OfflineError } from "../api/errors";
import type { Answers, CheckInCard, FieldProblem } from "../api/types";
import { sameAnswers } from "./merge";
import { holdBack, longNotes, nextRequest, outgoing, promptsIn } from "./outgoing";
import type { DraftRequest } from "./outgoing";
import { changeDraft, isDirty, loadDraft, rebase } from "./store";
import type { Draft, DraftEnd } from "./store";
import { problemOf } from "./transport";
import type { Reply, Transport } from "./transport";

/** The result of one attempt to send a draft. */
export type Outcome =
  | { kind: "nothing" }
  /** The server has everything of this draft. `merged`: answers from another place were merged into it. */
  | { kind: "saved"; merged: boolean }
  | { kind: "submitted"; card: CheckInCard }
  /** Try again later. `wait`: the seconds that the server asked to wait. `fault`: the program itself failed. */
  | { kind: "later"; why: "offline" | "busy" | "signed_out" | "fault"; wait: number | null }
  /** The server refuses the draft until the person changes something. */
  | { kind: "refused"; code: string; message: string; fields: Record<string, FieldProblem[]> }
  /**
   * The submission was cancelled, because the answers changed elsewhere. It is final, so the person must see them
   * first.
   */
  | { kind: "look_again" }
  | { kind: "ended"; end: Exclude<DraftEnd, "open"> };

/** Turn a thrown error into an outcome. A fault of the program becomes "fault", never "offline". */
export function notSent(error: unknown): Outcome {
  if (error instanceof OfflineError) return { kind: "later", why: "offline", wait: null };
  console.error(error);
  return { kind: "later", why: "fault", wait: null };
}

const SIGNED_OUT: Outcome = { kind: "later", why: "signed_out", wait: null };

/** How long the server's answer about who is signed in is used (ms). The cookie may change in another tab. */
const TRUST = 20_000;
let confirmed: { user: string; until: number } | null = null;

/**
 * Send a draft as `flushDraft` does, but only if its author is signed in. Partners may share a phone, and the draft
 * must not be sent in the other person's session.
 */
export async function sendDraft(user: string, checkInId: string, transport: Transport): Promise<Outcome> {
  return (await refusalOfSession(user, transport)) ?? flushDraft(user, checkInId, transport);
}

/** Return null if `user` is signed in, else the outcome to report instead of sending. */
async function refusalOfSession(user: string, transport: Transport): Promise<Outcome | null> {
  if (confirmed && confirmed.user === user && confirmed.until > Date.now()) return null;
  try {
    const reply = await transport.send("GET", "/me");
    if (reply.status === 200 && reply.body["id"] === user) {
      confirmed = { user, until: Date.now() + TRUST };
      return null;
    }
    confirmed = null;
    const busy = reply.status >= 500 || reply.status === 429;
    return busy ? { kind: "later", why: "busy", wait: reply.retryAfter } : SIGNED_OUT;
  } catch (error) {
    return notSent(error);
  }
}

/** Forget the server's answer about who is signed in, after a change of person and in tests. */
export function forgetSession(): void {
  confirmed = null;
}

/**
 * Send a draft, or its submission, until phone and server have the same answers or sending has to stop. An answer that
 * the server refuses is held back, and the others are still saved.
 */
export function flushDraft(user: string, checkInId: string, transport: Transport): Promise<Outcome> {
  return alone(`draft:${user}:${checkInId}`, () => flushLocked(user, checkInId, transport).catch(notSent));
}

/**
 * Send as much of a draft as fits into one request, and start the request at once, because the page is closing. Answers
 * that the server would refuse are left out. The next flush sends the rest.
 */
export async function sendAtOnce(draft: Draft, transport: Transport): Promise<void> {
  const tooLong = longNotes(draft);
  if (tooLong && draft.submissionId) return;
  const held = new Set(tooLong ? promptsIn(tooLong, draft) : []);
  const request = nextRequest(draft, holdBack(outgoing(draft), draft.base, held));
  const reply = await post(draft, request, transport);
  if (request.action === "submit" || !isOk(reply)) return;
  await recordSaved(draft, request, reply, { unlessMoved: true });
}

async function flushLocked(user: string, checkInId: string, transport: Transport): Promise<Outcome> {
  let merged = false;
  let refusal: Outcome | null = null;
  const held = new Set<string>();
  // Each turn sends one request. Six turns are enough for the conflicts of two tabs and one other phone.
  for (let turn = 0; turn < 6; turn += 1) {
    const draft = await loadDraft(user, checkInId);
    if (!draft) return { kind: "nothing" };
    if (draft.end !== "open") return { kind: "ended", end: draft.end };
    if (!isDirty(draft)) return turn === 0 ? { kind: "nothing" } : { kind: "saved", merged };
    const tooLong = longNotes(draft);
    if (tooLong) {
      refusal = { kind: "refused", code: "note_too_long", message: "", fields: tooLong };
      // A submission is final, so it is not sent without some of its answers.
      if (draft.submissionId) return refusal;
      promptsIn(tooLong, draft).forEach((id) => held.add(id));
    }
    const answers = holdBack(outgoing(draft), draft.base, held);
    if (refusal && sameAnswers(answers, draft.base)) return refusal;
    const request = nextRequest(draft, answers);
    const reply = await post(draft, request, transport);
    const outcome = await recordReply(draft, request, reply, held.size > 0);
    if (outcome === "again") {
      merged ||= reply.status === 409;
      continue;
    }
    const bad = outcome.kind === "refused" ? promptsIn(outcome.fields, draft).filter((id) => !held.has(id)) : [];
    if (draft.submissionId || bad.length === 0) return outcome;
    refusal = outcome;
    bad.forEach((id) => held.add(id));
  }
  return refusal ?? { kind: "later", why: "busy", wait: null };
}

const post = ({ user, checkInId }: Draft, request: DraftRequest, transport: Transport): Promise<Reply> =>
  transport.send(request.method, `/check-ins/${checkInId}/${request.action}`, request.body, user);

const isOk = ({ status }: Reply): boolean => status >= 200 && status < 300;

async function recordReply(
  sent: Draft,
  request: DraftRequest,
  reply: Reply,
  partly: boolean,
): Promise<Outcome | "again"> {
  const { user, checkInId } = sent;
  const { status } = reply;
  if (isOk(reply)) {
    if (request.action === "submit") {
      await changeDraft(user, checkInId, () => null);
      return { kind: "submitted", card: reply.body as unknown as CheckInCard };
    }
    await recordSaved(sent, request, reply, { partly });
    return "again";
  }
  const problem = problemOf(reply);
  const { code, message } = problem;
  if (code === "draft_conflict") return takeIn(sent, problem["answers"] as Answers, Number(problem["revision"]));
  if (code === "already_submitted" || code === "check_in_closed" || status === 404) {
    const end = status === 404 ? "space_ended" : code === "already_submitted" ? code : "check_in_closed";
    await changeDraft(user, checkInId, (now) => now && { ...now, end, submissionId: null });
    return { kind: "ended", end };
  }
  if (status === 400 || status === 422) {
    await changeDraft(user, checkInId, (now) => now && { ...now, submissionId: null });
    return { kind: "refused", code, message, fields: (problem["fields"] ?? {}) as Record<string, FieldProblem[]> };
  }
  if (status === 401 || code === "not_your_draft" || code === "another_person") return SIGNED_OUT;
  return { kind: "later", why: "busy", wait: reply.retryAfter };
}

interface Saved {
  /** True if some answers were held back, so the draft still has something to send. */
  partly?: boolean;
  /** True to change nothing if the stored draft has another revision by now. */
  unlessMoved?: boolean;
}

async function recordSaved(
  sent: Draft,
  { after }: DraftRequest,
  reply: Reply,
  { partly, unlessMoved }: Saved,
): Promise<void> {
  // Answers that did not fit into the request still have to be sent.
  const complete = !partly && sameAnswers(after, outgoing(sent));
  await changeDraft(sent.user, sent.checkInId, (now) => {
    if (!now || (unlessMoved && now.baseRevision !== sent.baseRevision)) return undefined;
    const baseRevision = Number(reply.body["revision"]);
    return { ...now, base: after, baseRevision, synced: complete ? sent.edits : now.synced };
  });
}

/** Merge the server's newer answers into the local draft, and continue sending. */
async function takeIn(sent: Draft, server: Answers, revision: number): Promise<Outcome | "again"> {
  let lookAgain = false;
  await changeDraft(sent.user, sent.checkInId, (now) => {
    if (!now) return undefined;
    const next = rebase(now, server, revision);
    // Cancel the submission if the merge changed an answer that the person saw when submitting.
    lookAgain = now.submissionId !== null && !sameAnswers(next.answers, now.answers);
    return lookAgain ? { ...next, submissionId: null } : next;
  });
  return lookAgain ? { kind: "look_again" } : "again";
}

type Locks = Pick<LockManager, "request">;

const queues = new Map<string, Promise<unknown>>();

/**
 * Run `work` such that only one call per `name` runs at a time: across all tabs and the service worker if the browser
 * has Web Locks, else within this page or worker.
 */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = (globalThis.navigator as { locks?: Locks } | undefined)?.locks;
  if (!locks) return queued(name, work);
  let begun = false;
  try {
    return (await locks.request(name, () => {
      begun = true;
      return work();
    })) as T;
  } catch (error) {
    // On a page with an opaque origin, the browser may have Web Locks but refuse every request for one.
    if (begun) throw error;
    return queued(name, work);
  }
}

function queued<T>(name: string, work: () => Promise<T>): Promise<T> {
  const next = (queues.get(name) ?? Promise.resolve()).then(work, work);
  queues.set(
    name,
    next.catch(() => undefined),
  );
  return next;
}
