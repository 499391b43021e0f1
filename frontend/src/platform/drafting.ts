/** The page's one running sync: for whoever is signed in, with listeners per check-in. */
import { request } from "../api/client";
import { forgetShown } from "./badge";
import type { Draft } from "./drafts";
import type { Outcome } from "./flush";
import { startSync } from "./sync";
import type { Sync } from "./sync";
import { isHidden } from "./visibility";
import { BODY_LIMIT, bytesOf, toAnswer } from "./wire";
import type { Wire } from "./wire";

/** Give up on a request after this long (ms). */
const PATIENCE = 10_000;

type Listener = (draft: Draft | undefined, outcome: Outcome | null) => void;

const listeners = new Map<string, Set<Listener>>();
let running: { user: string; sync: Sync } | null = null;

let leaving = false;
addEventListener("pagehide", () => (leaving = true));
addEventListener("pageshow", () => (leaving = false));

const pageWire: Wire = {
  async send(method, path, body, person) {
    const keepalive = (leaving || isHidden()) && bytesOf(body) <= BODY_LIMIT;
    return toAnswer(await request(method, `/api/v1${path}`, body, { keepalive, patience: PATIENCE, person }));
  },
};

/** The sync of this person; starts it on first use and ends an earlier person's. */
export function draftsFor(user: string): Sync {
  if (running?.user === user) return running.sync;
  stopDrafts();
  const sync = startSync({
    user,
    wire: pageWire,
    onChange: (checkInId, draft, outcome) => {
      if (outcome?.kind === "submitted")
        void navigator.serviceWorker
          ?.getRegistration()
          .then((worker) => forgetShown(worker, checkInId))
          .catch(() => undefined);
      listeners.get(checkInId)?.forEach((tell) => tell(draft, outcome));
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

/** Hear of every change to one check-in's draft. Returns how to stop. */
export function follow(checkInId: string, listener: Listener): () => void {
  const group = listeners.get(checkInId) ?? new Set();
  listeners.set(checkInId, group.add(listener));
  return () => void group.delete(listener);
}
