/**
 * When to send what is kept on the phone: a moment after the last edit, on start, when the network is back, when the
 * page is shown or hidden, and by Background Sync where the browser has it (Safari and Firefox do not).
 */
import type { Answer, CheckIn } from "../api/types";
import { newId as uuid, openChannel } from "./device";
import {
  DRAFT_CHANNEL,
  adoptCheckIn,
  changeDraft,
  discardDraft,
  draftsOf,
  editAnswer,
  isDirty,
  loadDraft,
  markSubmitted,
} from "./drafts";
import type { Draft, DraftNews } from "./drafts";
import { flushDraft, sendAtOnce } from "./flush";
import type { Outcome } from "./flush";
import { isStillSignedInAs } from "./whose";
import { SYNC_TAG } from "./syncTag";
import { isHidden, onVisibility } from "./visibility";
import type { Wire } from "./wire";

/** Milliseconds. */
const AFTER_EDIT = 800;
const FIRST_RETRY = 2_000;
const LAST_RETRY = 60_000;

export interface SyncOptions {
  user: string;
  wire: Wire;
  /** Called after every attempt and every edit; `draft` is what stands on the phone now. */
  onChange(checkInId: string, draft: Draft | undefined, outcome: Outcome | null): void;
  newId?: () => string;
}

export interface Sync {
  /** Bring a check-in onto the phone, merged with what is kept here. */
  open(checkIn: CheckIn): Promise<Draft | undefined>;
  /** What is kept here, for a start without network. */
  recall(checkInId: string): Promise<Draft | undefined>;
  edit(checkInId: string, promptId: string, seen: Answer | undefined, answer: Answer): Promise<void>;
  submit(checkInId: string): Promise<Outcome>;
  flush(checkInId: string): Promise<Outcome>;
  flushAll(): Promise<void>;
  discard(checkInId: string): Promise<void>;
  stop(): void;
}

/** Start syncing one person's drafts; call `stop` when they sign out. */
export function startSync({ user, wire, onChange, newId = uuid }: SyncOptions): Sync {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const delays = new Map<string, number>();
  /** Submissions that an attempt begun before the tap has carried along: who tapped must hear of it all the same. */
  const carried = new Map<string, Outcome>();
  /** The drafts as this page has them, at hand for the moment in which it closes; and which edit was sent then. */
  const inHand = new Map<string, Draft>();
  const sentAtOnce = new Map<string, number>();
  const channel = openChannel(DRAFT_CHANNEL);
  let stopped = false;

  async function report(checkInId: string, outcome: Outcome | null): Promise<void> {
    if (stopped) return;
    channel?.postMessage({ user, checkInId } satisfies DraftNews);
    onChange(checkInId, taken(checkInId, await loadDraft(user, checkInId)), outcome);
  }

  function taken(checkInId: string, draft: Draft | undefined): Draft | undefined {
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
    // A page that closes has no time to ask whose session it is. Each write names its person, and the server refuses it
    // in another's session.
    const outcome =
      (isHidden() ? null : await isStillSignedInAs(user, wire)) ?? (await flushDraft(user, checkInId, wire));
    if (outcome.kind === "later") {
      const delay = Math.min((delays.get(checkInId) ?? FIRST_RETRY / 2) * 2, LAST_RETRY);
      delays.set(checkInId, delay);
      // Signed out: nothing will change by waiting; the next start flushes.
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
      if (draft.end === "open" && isDirty(draft)) await flush(draft.checkInId);
    }
  }

  const onOnline = (): void => void flushAll();
  const onLeaving = (): void => {
    const unsent = [...inHand.values()].filter(
      (draft) => draft.end === "open" && isDirty(draft) && sentAtOnce.get(draft.checkInId) !== draft.edits,
    );
    const sending = unsent.map((draft) => {
      sentAtOnce.set(draft.checkInId, draft.edits);
      return sendAtOnce(draft, wire);
    });
    // Hidden is not closed: what had no room goes next, if the page is still there.
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
        onChange(data.checkInId, taken(data.checkInId, draft), outcome),
      );
    };
  }

  return {
    async open(checkIn) {
      const kept = await loadDraft(user, checkIn.id);
      // Its person has signed out meanwhile: nothing more of theirs is brought onto the phone.
      if (stopped) return kept;
      // Nothing left to write: keep only words that never arrived, and say so.
      if (checkIn.mine === "submitted" || checkIn.state !== "open") {
        if (!kept) return undefined;
        if (kept.submissionId)
          return (await flush(checkIn.id)).kind === "submitted" ? undefined : loadDraft(user, checkIn.id);
        const end = checkIn.mine === "submitted" ? "already_submitted" : "check_in_closed";
        return changeDraft(user, checkIn.id, (now) =>
          now && isDirty(now) ? { ...now, checkIn, end } : null,
        );
      }
      const draft = await adoptCheckIn(user, checkIn);
      taken(checkIn.id, draft);
      if (isDirty(draft)) later(checkIn.id, 0);
      return draft;
    },
    recall: (checkInId) => loadDraft(user, checkInId),
    async edit(checkInId, promptId, seen, answer) {
      const known = inHand.get(checkInId);
      // Ahead of the storage: the page may close before it has answered.
      if (known && !known.submissionId)
        taken(checkInId, { ...known, answers: { ...known.answers, [promptId]: answer }, edits: known.edits + 1 });
      await editAnswer(user, checkInId, promptId, seen, answer);
      later(checkInId, AFTER_EDIT);
      await report(checkInId, null);
    },
    async submit(checkInId) {
      await markSubmitted(user, checkInId, newId);
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

/** Ask the browser to wake the service worker when the network is back. Quietly nothing where that is missing. */
async function askForBackgroundSync(): Promise<void> {
  try {
    const container = globalThis.navigator?.serviceWorker as ServiceWorkerContainer | undefined;
    if (!container?.controller) return;
    await ((await container.ready) as WithSync).sync?.register(SYNC_TAG);
  } catch {
    // Refused (private window, no permission): start and `online` still flush.
  }
}
