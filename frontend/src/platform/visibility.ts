/** When the page comes into view, and when it goes out of view: another tab, another app, a locked phone. */
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

/** `onVisibility` for as long as the component is on the screen. */
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
