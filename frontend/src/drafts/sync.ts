/**
 * The draft sync: it decides when drafts are sent. They are sent shortly after the last edit, on start, when the
 * network is back, when the page is shown or hidden, and by Background Sync if the browser has it (Safari and Firefox
 * do not).
 */
import type { Answer, CheckIn } from "../api/types";
import { openChannel } from "../platform/device";
import { isHidden, onVisibility } from "../platform/visibility";
import { flushDraft, sendAtOnce, sendDraft } from "./send";
import type { Outcome } from "./send";
import {
  DRAFT_CHANNEL,
  SYNC_TAG,
  adoptCheckIn,
  changeDraft,
  discardDraft,
  draftsOf,
  editAnswer,
  isDirty,
  isUnsent,
  loadDraft,
  markSubmitted,
} from "./store";
import type { Draft, DraftNews } from "./store";
import type { Transport } from "./transport";

/** The waits before sending (ms): after an edit, and between attempts. */
const AFTER_EDIT = 800;
const FIRST_RETRY = 2_000;
const LAST_RETRY = 60_000;

export interface SyncOptions {
  user: string;
  transport: Transport;
  /** Called after every attempt to send and after every edit, with the draft as it is stored then. */
  onChange(checkInId: string, draft: Draft | undefined, outcome: Outcome | null): void;
}

export interface Sync {
  /** Store a check-in on the phone, merged with the draft that is here. Returns the draft. */
  open(checkIn: CheckIn): Promise<Draft | undefined>;
  /** Return the stored draft, for a start without a network. */
  recall(checkInId: string): Promise<Draft | undefined>;
  edit(checkInId: string, promptId: string, seen: Answer | undefined, answer: Answer): Promise<void>;
  submit(checkInId: string): Promise<Outcome>;
  flush(checkInId: string): Promise<Outcome>;
  flushAll(): Promise<void>;
  discard(checkInId: string): Promise<void>;
  stop(): void;
}

/** Start syncing one person's drafts; call `stop` when they sign out. */
export function startSync({ user, transport, onChange }: SyncOptions): Sync {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const delays = new Map<string, number>();
  /** Outcomes of submissions that another attempt has sent. The tap on "submit" reports them to the person. */
  const carried = new Map<string, Outcome>();
  /**
   * `inHand`: the drafts in memory, because a closing page has no time to read the store. `sentAtOnce`: the number of
   * the last edit that was sent while closing.
   */
  const inHand = new Map<string, Draft>();
  const sentAtOnce = new Map<string, number>();
  const channel = openChannel(DRAFT_CHANNEL);
  let stopped = false;

  async function report(checkInId: string, outcome: Outcome | null): Promise<void> {
    if (stopped) return;
    channel?.postMessage({ user, checkInId } satisfies DraftNews);
    onChange(checkInId, keepInHand(checkInId, await loadDraft(user, checkInId)), outcome);
  }

  function keepInHand(checkInId: string, draft: Draft | undefined): Draft | undefined {
    if (draft && !stopped) inHand.set(checkInId, draft);
    else inHand.delete(checkInId);
    return draft;
  }

  function later(checkInId: string, wait: number): void {
    clearTimeout(timers.get(checkInId));
    if (!stopped)
      timers.set(
        checkInId,
        setTimeout(() => void flush(checkInId), wait),
      );
  }

  async function flush(checkInId: string): Promise<Outcome> {
    clearTimeout(timers.get(checkInId));
    // A closing page has no time to ask who is signed in. That is safe: each write names its author, and the server
    // refuses it in another person's session.
    const outcome = await (isHidden() ? flushDraft : sendDraft)(user, checkInId, transport);
    if (outcome.kind === "later") {
      const delay = Math.min((delays.get(checkInId) ?? FIRST_RETRY / 2) * 2, LAST_RETRY);
      delays.set(checkInId, delay);
      // If the person is signed out, do not try again: the next start sends the draft.
      if (outcome.why !== "signed_out") later(checkInId, outcome.wait ? outcome.wait * 1000 : delay);
      void askForBackgroundSync();
    } else delays.delete(checkInId);
    if (outcome.kind === "submitted") carried.set(checkInId, outcome);
    await report(checkInId, outcome);
    return outcome;
  }

  async function flushAll(): Promise<void> {
    if (stopped) return;
    for (const draft of await draftsOf(user)) {
      if (isUnsent(draft)) await flush(draft.checkInId);
    }
  }

  const onOnline = (): void => void flushAll();
  const onLeaving = (): void => {
    const unsent = [...inHand.values()].filter(
      (draft) => isUnsent(draft) && sentAtOnce.get(draft.checkInId) !== draft.edits,
    );
    const sending = unsent.map((draft) => {
      sentAtOnce.set(draft.checkInId, draft.edits);
      return sendAtOnce(draft, transport);
    });
    // If the page was only hidden, not closed, send the answers that did not fit.
    void Promise.allSettled(sending).then(flushAll);
  };
  globalThis.addEventListener?.("online", onOnline);
  const stopWatching = onVisibility({ shown: flushAll, hidden: onLeaving });
  globalThis.addEventListener?.("pagehide", onLeaving);
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<DraftNews>) => {
      if (data.user !== user || stopped) return;
      const outcome = (data.outcome ?? null) as Outcome | null;
      void loadDraft(user, data.checkInId).then((draft) =>
        onChange(data.checkInId, keepInHand(data.checkInId, draft), outcome),
      );
    };
  }

  return {
    async open(checkIn) {
      const kept = await loadDraft(user, checkIn.id);
      // The person has signed out in the meantime: store nothing more of theirs on the phone.
      if (stopped) return kept;
      // The check-in accepts no more answers: keep only words that never reached the server, and report that.
      if (checkIn.mine === "submitted" || checkIn.state !== "open") {
        if (!kept) return undefined;
        if (kept.submissionId)
          return (await flush(checkIn.id)).kind === "submitted" ? undefined : loadDraft(user, checkIn.id);
        const end = checkIn.mine === "submitted" ? "already_submitted" : "check_in_closed";
        return changeDraft(user, checkIn.id, (now) => (now && isDirty(now) ? { ...now, checkIn, end } : null));
      }
      const draft = await adoptCheckIn(user, checkIn);
      keepInHand(checkIn.id, draft);
      if (isDirty(draft)) later(checkIn.id, 0);
      return draft;
    },
    recall: (checkInId) => loadDraft(user, checkInId),
    async edit(checkInId, promptId, seen, answer) {
      const known = inHand.get(checkInId);
      // Keep the edit in memory before the store has answered, because the page may close first.
      if (known && !known.submissionId)
        keepInHand(checkInId, { ...known, answers: { ...known.answers, [promptId]: answer }, edits: known.edits + 1 });
      await editAnswer(user, checkInId, promptId, seen, answer);
      later(checkInId, AFTER_EDIT);
      await report(checkInId, null);
    },
    async submit(checkInId) {
      await markSubmitted(user, checkInId);
      const outcome = await flush(checkInId);
      return outcome.kind === "nothing" ? (carried.get(checkInId) ?? outcome) : outcome;
    },
    flush,
    flushAll,
    async discard(checkInId) {
      await discardDraft(user, checkInId);
      await report(checkInId, null);
    },
    stop() {
      stopped = true;
      timers.forEach((timer) => clearTimeout(timer));
      globalThis.removeEventListener?.("online", onOnline);
      stopWatching();
      globalThis.removeEventListener?.("pagehide", onLeaving);
      inHand.clear();
      channel?.close();
    },
  };
}

interface WithSync {
  sync?: { register(tag: string): Promise<void> };
}

/** Ask the browser to start the service worker when the network is back. Does nothing without Background Sync. */
export async function askForBackgroundSync(): Promise<void> {
  try {
    const container = globalThis.navigator?.serviceWorker as ServiceWorkerContainer | undefined;
    if (!container?.controller) return;
    await ((await container.ready) as WithSync).sync?.register(SYNC_TAG);
  } catch {
    // The browser refuses (private window, no permission). Drafts are still sent on start and when the network is back.
  }
}
