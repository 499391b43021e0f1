import { useEffect, useRef } from "preact/hooks";
import { get } from "../../api/client";
import type { Pairing } from "../../api/types";
import { loadMe, me } from "../../app/session";
import { useAsync } from "../../app/useAsync";
import { isVisible } from "../../platform/visibility";

const EVERY = 4000;

/**
 * Where the pairing stands; looks again while the page is in sight and somebody else has to act. `onNotConfirmed` is
 * for whoever asked to join and waited in vain.
 */
export function usePairing(onLinked: () => void, onNotConfirmed: () => void) {
  const loaded = useAsync(() => get<Pairing>("/pairing"));
  const state = loaded.data?.state;
  /** Who came here linked already has nothing to be told about. */
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
    // An invitation that is gone means: confirmed, declined or run out. Only the space says which.
    if (state !== "none" || before.current) return;
    void loadMe().then(() => {
      if (me.value?.space.state === "paired") onLinked();
      else if (waited.current) onNotConfirmed();
      waited.current = false;
    });
  }, [state]);
  /** What this person did themselves needs no telling. */
  const set = (pairing: Pairing): void => {
    waited.current = false;
    loaded.set(pairing);
  };
  return { ...loaded, set };
}
