import { useEffect, useRef } from "preact/hooks";
import { get } from "../../api/client";
import type { Pairing } from "../../api/types";
import { loadMe, me } from "../../app/session";
import { useAsync } from "../../app/useAsync";
import { isVisible } from "../../platform/visibility";

const EVERY = 4000;

/**
 * The state of the pairing. Looks again while the page is in sight and the other person has to act. `onNotConfirmed` is
 * called if this person asked to join and the invitation ended without a confirmation.
 */
export function usePairing(onLinked: () => void, onNotConfirmed: () => void) {
  const loaded = useAsync(() => get<Pairing>("/pairing"));
  const state = loaded.data?.state;
  /** A person who was linked already when they came here needs no news. */
  const before = useRef(me.value?.space.state === "paired");
  const waited = useRef(false);
  useEffect(() => {
    if (state === "waiting") waited.current = true;
    if (state !== "invited" && state !== "waiting") return;
    const timer = setInterval(async () => {
      if (isVisible()) await loaded.reload();
    }, EVERY);
    return () => clearInterval(timer);
  }, [state, loaded.reload]);
  useEffect(() => {
    // The invitation is gone: it was confirmed, was declined or has expired. Only the space says which.
    if (state !== "none" || before.current) return;
    void loadMe().then(() => {
      if (me.value?.space.state === "paired") onLinked();
      else if (waited.current) onNotConfirmed();
      waited.current = false;
    });
  }, [state]);
  /** Take over what this person did themselves; that needs no news. */
  const set = (pairing: Pairing): void => {
    waited.current = false;
    loaded.set(pairing);
  };
  return { ...loaded, set };
}
