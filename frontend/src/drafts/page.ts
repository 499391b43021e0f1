/** The drafts of this page: one running sync for the person who is signed in, and its listeners per check-in. */
import { get, request } from "../api/client";
import type { CheckIn, CheckInCard } from "../api/types";
import { me } from "../app/session";
import { forgetShown } from "../platform/badge";
import { isHidden } from "../platform/visibility";
import type { Outcome } from "./send";
import { isDirty, loadDraft, removeDrafts } from "./store";
import type { Draft } from "./store";
import { startSync } from "./sync";
import type { Sync } from "./sync";
import { BODY_LIMIT, PATIENCE, bytesOf, readReply } from "./transport";
import type { Transport } from "./transport";

type Listener = (draft: Draft | undefined, outcome: Outcome | null) => void;

const listeners = new Map<string, Set<Listener>>();
let running: { user: string; sync: Sync } | null = null;

let leaving = false;
addEventListener("pagehide", () => (leaving = true));
addEventListener("pageshow", () => (leaving = false));

const pageTransport: Transport = {
  async send(method, path, body, person) {
    const keepalive = (leaving || isHidden()) && bytesOf(body) <= BODY_LIMIT;
    return readReply(await request(method, `/api/v1${path}`, body, { keepalive, patience: PATIENCE, person }));
  },
};

/** The sync of this person; starts it on first use and ends an earlier person's. */
export function draftsFor(user: string): Sync {
  if (running?.user === user) return running.sync;
  stopDrafts();
  const sync = startSync({
    user,
    transport: pageTransport,
    onChange: (checkInId, draft, outcome) => {
      if (outcome?.kind === "submitted")
        void navigator.serviceWorker
          ?.getRegistration()
          .then((worker) => forgetShown(worker, checkInId))
          .catch(() => undefined);
      listeners.get(checkInId)?.forEach((listener) => listener(draft, outcome));
    },
  });
  running = { user, sync };
  return sync;
}

/** End syncing; what is kept on the phone stays. */
export function stopDrafts(): void {
  running?.sync.stop();
  running = null;
}

/** Call `listener` on every change to one check-in's draft. Returns a function that stops it. */
export function follow(checkInId: string, listener: Listener): () => void {
  const group = listeners.get(checkInId) ?? new Set();
  listeners.set(checkInId, group.add(listener));
  return () => void group.delete(listener);
}

/**
 * Fetch `card`'s check-in before it is opened, so that it can be answered without a network, if it waits for this
 * person's answers and is not here yet. Earlier check-ins with nothing unsent are removed. Throws as `get` does.
 */
export async function fetchAhead(user: string, card: CheckInCard | null): Promise<void> {
  await removeDrafts(
    (draft) => draft.user === user && draft.checkInId !== card?.id && draft.end === "open" && !isDirty(draft),
  );
  if (card?.state !== "open" || card.mine === "submitted") return;
  if (await loadDraft(user, card.id)) return;
  const checkIn = await get<CheckIn>(`/check-ins/${card.id}`);
  // If the person has signed out meanwhile, nothing of theirs is kept.
  if (me.value?.id === user) await draftsFor(user).open(checkIn);
}
