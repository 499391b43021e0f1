/**
 * The secret of a link. It arrives in the address's fragment, which the browser never sends to a server. This device
 * keeps it for a limited time, so that a reload or signing in does not lose it.
 */
import { useEffect, useState } from "preact/hooks";
import { brieflyText, keepBriefly } from "./brief";

/** A secret at the start of the fragment. More may follow: people copy a link together with the end of its sentence. */
const SHAPE = /^([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/;

/**
 * Return the secret in the address, and keep it on this device under `name` for `lasts` ms. Without one in the address,
 * return the kept one, or null. The address bar loses it, so that the browser's history does not contain it.
 */
export function takeSecret(name: string, lasts: number): string | null {
  const secret = SHAPE.exec(location.hash.slice(1))?.[1];
  if (location.hash.length > 1) history.replaceState(history.state, "", location.pathname);
  if (!secret) return brieflyText(name, lasts);
  // Without storage the link still works while this page is open.
  keepBriefly(name, secret, lasts);
  return secret;
}

/**
 * The secret of the page's link as a state. `take` returns it, at first and after each change of the fragment. The
 * `take` of the first rendering stays in use.
 */
export function useSecret(take: () => string | null) {
  const state = useState(take);
  const [, setSecret] = state;
  // Opening a second link in this tab changes only the fragment and loads no page, so listen for that.
  useEffect(() => {
    const look = () => setSecret(take());
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, []);
  return state;
}
