import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ApiError, get, isCode, OfflineError } from "../../api/client";
import type { Answer, Answers, CheckIn } from "../../api/types";
import { memoryOnly } from "../../app/online";
import { draftsFor, follow } from "../../drafts/page";
import { isDirty } from "../../drafts/store";
import type { Draft, DraftEnd } from "../../drafts/store";
import { notSent } from "../../drafts/send";
import type { Outcome } from "../../drafts/send";

export type Phase =
  | { name: "loading" }
  | { name: "answering" }
  /** The check-in was submitted (here or elsewhere), revealed or closed, and accepts no more answers. */
  | { name: "over"; checkIn: CheckIn }
  /** The phone has words that can no longer be sent. */
  | { name: "kept"; draft: Draft & { end: Exclude<DraftEnd, "open"> } }
  | { name: "missing" }
  | { name: "offline" }
  | { name: "failed"; error: unknown };

export type Answering = ReturnType<typeof useAnswering>;

/** Answer one check-in: show the stored draft at once, merge the server's answers into it, and store every edit. */
export function useAnswering(user: string, id: string) {
  const sync = draftsFor(user);
  const [phase, setPhase] = useState<Phase>({ name: "loading" });
  const [draft, setDraft] = useState<Draft | null>(null);
  const [answers, setAnswers] = useState<Answers>({});
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [turn, setTurn] = useState(0);
  /** The number of edits that are not stored yet. While there are any, the screen is newer than the store. */
  const writing = useRef(0);
  const shown = useRef<Answers>({});

  const show = useCallback((next: Draft | undefined) => {
    if (!next) return;
    setDraft(next);
    const { end } = next;
    if (end !== "open") setPhase({ name: "kept", draft: { ...next, end } });
    else setPhase((now) => (now.name === "loading" || now.name === "offline" ? { name: "answering" } : now));
    if (writing.current > 0) return;
    shown.current = next.answers;
    setAnswers(next.answers);
  }, []);

  useEffect(
    () =>
      follow(id, (next, result) => {
        if (result) setOutcome(result);
        show(next);
      }),
    [id, show],
  );

  useEffect(() => {
    let stale = false;
    void (async () => {
      const kept = await sync.recall(id).catch(() => undefined);
      if (stale) return;
      show(kept);
      try {
        const checkIn = await get<CheckIn>(`/check-ins/${id}`);
        const next = await sync.open(checkIn);
        if (stale) return;
        if (next) show(next);
        else setPhase({ name: "over", checkIn });
      } catch (error) {
        if (stale) return;
        if (kept && isCode(error, "not_found")) {
          // The space has closed. Unsent words stay on this phone; the server has all the others.
          if (isDirty(kept) || kept.end !== "open") return void sync.flush(id);
          await sync.discard(id);
          setPhase({ name: "missing" });
          return;
        }
        if (kept) {
          if (!(error instanceof ApiError)) setOutcome(notSent(error));
          return;
        }
        if (error instanceof OfflineError) setPhase({ name: "offline" });
        else setPhase(isCode(error, "not_found") ? { name: "missing" } : { name: "failed", error });
      }
    })();
    return () => {
      stale = true;
    };
  }, [id, user, turn]);

  const unsaved = memoryOnly.value && draft !== null && isDirty(draft);
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [unsaved]);

  const change = (promptId: string, answer: Answer): void => {
    const seen = shown.current[promptId];
    shown.current = { ...shown.current, [promptId]: answer };
    setAnswers(shown.current);
    writing.current += 1;
    void sync.edit(id, promptId, seen, answer).finally(async () => {
      writing.current -= 1;
      if (writing.current === 0) show(await sync.recall(id));
    });
  };

  return {
    phase,
    checkIn: draft?.checkIn ?? null,
    answers,
    /** True while an edit is being stored on this phone, or is not yet on the server. */
    dirty: writing.current > 0 || (draft ? isDirty(draft) : false),
    /** The outcome of the last attempt to send, for the display of the save state. */
    outcome,
    /** True if the person has submitted on this phone and the server has not confirmed it yet. */
    submitting: Boolean(draft?.submissionId),
    /** Ids of the prompts whose notes were joined from two places. */
    joined: draft?.joined ?? [],
    change,
    submit: () => sync.submit(id),
    discard: () => sync.discard(id),
    again: () => setTurn((old) => old + 1),
  };
}
