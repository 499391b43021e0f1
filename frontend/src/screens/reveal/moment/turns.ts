/** Turning the steps by keyboard and by swipe. */
import { useEffect, useRef } from "preact/hooks";

export type Turn = "next" | "back" | "all";

interface Key {
  key: string;
  /** True if a modifier is held: the key belongs to the browser. */
  modified: boolean;
  /** What has the focus: arrows move within a field, and Enter presses a control. */
  focus: "field" | "control" | "none";
  rtl: boolean;
}

/** The turn that a key asks for. Pure. */
export function turnOfKey({ key, modified, focus, rtl }: Key): Turn | null {
  if (modified) return null;
  if (key === "Escape") return "all";
  if (key === "Enter") return focus === "none" ? "next" : null;
  if (focus === "field") return null;
  if (key === "ArrowRight") return rtl ? "back" : "next";
  if (key === "ArrowLeft") return rtl ? "next" : "back";
  return null;
}

/** The shortest swipe, and the edge that belongs to the browser's own way back, in pixels. */
const SWIPE = 48;
const EDGE = 24;

/** The turn that a swipe from `x` by (`dx`, `dy`) asks for, on a screen of this width. Pure. */
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
/** While the page is zoomed in, a finger moves the view. */
const isZoomed = (): boolean => (visualViewport?.scale ?? 1) > 1.01;

/** Call `onTurn` for the keys and swipes that turn a step, for as long as the component is on the screen. */
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
