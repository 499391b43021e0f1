/** Notice when the page becomes visible or hidden (another tab, another app, a locked phone). */
import { useEffect, useRef } from "preact/hooks";

export const isVisible = (): boolean => globalThis.document?.visibilityState === "visible";

export const isHidden = (): boolean => globalThis.document?.visibilityState === "hidden";

export interface VisibilityChange {
  shown?: () => unknown;
  hidden?: () => unknown;
}

/** Call `shown` and `hidden` when the page becomes visible or hidden. Returns a function that stops it. */
export function onVisibility({ shown, hidden }: VisibilityChange): () => void {
  const onChange = (): void => void (isHidden() ? hidden?.() : shown?.());
  globalThis.document?.addEventListener("visibilitychange", onChange);
  return () => globalThis.document?.removeEventListener("visibilitychange", onChange);
}

/** Call `onVisibility` while the component is mounted. */
export function useVisibility(change: VisibilityChange): void {
  const latest = useRef(change);
  latest.current = change;
  useEffect(
    () =>
      onVisibility({
        shown: () => latest.current.shown?.(),
        hidden: () => latest.current.hidden?.(),
      }),
    [],
  );
}
