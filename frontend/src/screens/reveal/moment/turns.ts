/** Change the step by keyboard or swipe. */
import { useEffect, useRef } from "preact/hooks";

export type Turn = "next" | "back" | "all";

interface Key {
  key: string;
  /** True if a modifier key is held. Such key presses are left to the browser. */
  modified: boolean;
  /** What has the focus. In a field, arrow keys move the cursor; on a control, Enter presses it. */
  focus: "field" | "control" | "none";
  rtl: boolean;
}

/** Return the turn that a key press means, or null. Pure. */
export function turnOfKey({ key, modified, focus, rtl }: Key): Turn | null {
  if (modified) return null;
  if (key === "Escape") return "all";
  if (key === "Enter") return focus === "none" ? "next" : null;
  if (focus === "field") return null;
  if (key === "ArrowRight") return rtl ? "back" : "next";
  if (key === "ArrowLeft") return rtl ? "next" : "back";
  return null;
}

/** The shortest swipe, and the width of the screen's edge where the browser's own swipe for Back starts (pixels). */
const SWIPE = 48;
const EDGE = 24;

/** Return the turn that a swipe from `x` by (`dx`, `dy`) means on a screen of this width, or null. Pure. */
export function turnOfSwipe(x: number, dx: number, dy: number, width: number, rtl: boolean): Turn | null {
  if (Math.abs(dx) < SWIPE || Math.abs(dx) < 2 * Math.abs(dy)) return null;
  if (x < EDGE || x > width - EDGE) return null;
  return dx < 0 !== rtl ? "next" : "back";
}

const FIELDS = "input, select, textarea, [contenteditable]";
const CONTROLS = "a, button, summary";

function focusOf(target: EventTarget | null): Key["focus"] {
  if (!(target instanceof Element)) return "none";
  return target.closest(FIELDS) ? "field" : target.closest(CONTROLS) ? "control" : "none";
}

const isRtl = (): boolean => document.documentElement.dir === "rtl";
/** True if the page is zoomed in. A finger then scrolls the page and does not change the step. */
const isZoomed = (): boolean => (visualViewport?.scale ?? 1) > 1.01;

/** Call `onTurn` for each key press and swipe that changes the step, while the component is mounted. */
export function useTurns(onTurn: (turn: Turn) => void): void {
  const newest = useRef(onTurn);
  newest.current = onTurn;
  useEffect(() => {
    let start: Touch | null = null;

    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      const turn = turnOfKey({
        key: event.key,
        modified: event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing,
        focus: focusOf(event.target),
        rtl: isRtl(),
      });
      if (!turn) return;
      event.preventDefault();
      newest.current(turn);
    };
    const onStart = ({ touches }: TouchEvent): void => {
      start = touches.length === 1 && !isZoomed() ? (touches[0] ?? null) : null;
    };
    const onEnd = ({ changedTouches }: TouchEvent): void => {
      const end = changedTouches[0];
      if (!start || !end || isZoomed() || getSelection()?.toString()) return;
      const [dx, dy] = [end.clientX - start.clientX, end.clientY - start.clientY];
      const turn = turnOfSwipe(start.clientX, dx, dy, innerWidth, isRtl());
      start = null;
      if (turn) newest.current(turn);
    };
    addEventListener("keydown", onKey);
    addEventListener("touchstart", onStart, { passive: true });
    addEventListener("touchend", onEnd, { passive: true });
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener("touchstart", onStart);
      removeEventListener("touchend", onEnd);
    };
  }, []);
}
