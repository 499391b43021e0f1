import { useEffect } from "preact/hooks";

/** Calls `close` when the page is hidden, so that what one person opened is not there for the next pair of eyes. */
export function useClosedWhenHidden(close: () => void): void {
  useEffect(() => {
    const onChange = (): void => void (document.visibilityState === "hidden" && close());
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, []);
}
