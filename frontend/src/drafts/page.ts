/** The drafts of this page: one running sync for the signed-in person, and the listeners for each check-in. */
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

/** Return the sync of this person. The first call starts it and stops the sync of an earlier person. */
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

/** Stop syncing. The drafts stay on the phone. */
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
 * Fetch the check-in of `card` before the person opens it, so that it can be answered without a network. Does so only
 * if it waits for this person's answers and is not on the device yet. Removes earlier check-ins that have nothing
 * unsent. Throws as `get` does.
 */
export async function fetchAhead(user: string, card: CheckInCard | null): Promise<void> {
  await removeDrafts(
    (draft) => draft.user === user && draft.checkInId !== card?.id && draft.end === "open" && !isDirty(draft),
  );
  if (card?.state !== "open" || card.mine === "submitted") return;
  if (await loadDraft(user, card.id)) return;
  const checkIn = await get<CheckIn>(`/check-ins/${card.id}`);
  // If the person has signed out in the meantime, keep nothing.
  if (me.value?.id === user) await draftsFor(user).open(checkIn);
}
