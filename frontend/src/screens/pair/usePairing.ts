import { useEffect, useRef } from "preact/hooks";
import { get } from "../../api/client";
import type { Pairing } from "../../api/types";
import { live } from "../../app/live";
import { loadMe, me } from "../../app/session";
import { useAsync } from "../../app/useAsync";

/**
 * Follow the state of the pairing. It is fetched repeatedly while the page is visible and the other person has to act.
 * `onNotConfirmed` is called if this person asked to join and the invitation ended without a confirmation.
 */
export function usePairing(onLinked: () => void, onNotConfirmed: () => void) {
  const loaded = useAsync(() => get<Pairing>("/pairing"));
  const state = loaded.data?.state;
  /** True if the person was linked already when the page opened. Then `onLinked` is not called. */
  const before = useRef(me.value?.space.state === "paired");
  const waited = useRef(false);
  useEffect(() => {
    if (state === "waiting") waited.current = true;
    if (state !== "invited" && state !== "waiting") return;
    return live(loaded.reload);
  }, [state, loaded.reload]);
  useEffect(() => {
    // The invitation is gone: it was confirmed, was declined or has expired. The state of the space shows which.
    if (state !== "none" || before.current) return;
    void loadMe().then(() => {
      if (me.value?.space.state === "paired") onLinked();
      else if (waited.current) onNotConfirmed();
      waited.current = false;
    });
  }, [state]);
  /** Set the state after this person's own action, without calling `onLinked` or `onNotConfirmed`. */
  const set = (pairing: Pairing): void => {
    waited.current = false;
    loaded.set(pairing);
  };
  return { ...loaded, set };
}
