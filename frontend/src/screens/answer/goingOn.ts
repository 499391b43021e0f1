import { useEffect, useRef } from "preact/hooks";
import { recall, remember } from "../../app/remembered";

/** How long (ms) a chosen answer stays visible before the next prompt opens. */
export const LINGER = 300;

const KEPT = "taps-go-on";

/** True if a tap on an answer opens the next prompt. The person can turn that off on this device. */
export function tapsGoOn(): boolean {
  return recall<boolean>(KEPT) ?? true;
}

/** Set whether a tap on an answer opens the next prompt. Kept on this device. */
export function setTapsGoOn(on: boolean): void {
  remember(KEPT, on);
}

/**
 * True if the press came from a finger, a pen or a mouse. A keyboard or a screen reader causes an event without a size.
 * For them the page stays on the prompt, so that the focus does not move unexpectedly.
 */
function isTouched(event: Pick<PointerEvent, "width" | "height" | "pressure" | "pointerType">): boolean {
  const { width, height, pressure, pointerType } = event;
  if (width === 0 && height === 0) return false;
  // Screen readers on Android and Windows send these values with the press that they simulate.
  return !(width === 1 && height === 1 && pressure === 0 && pointerType !== "touch");
}

/**
 * Return two handlers for an element, and `isTouch`: true if the latest press in the element came from a finger, pen or
 * mouse. Each press counts once.
 */
export function useTouch() {
  const touched = useRef(false);
  return {
    onPointerDown: (event: PointerEvent): void => void (touched.current = isTouched(event)),
    onKeyDown: (): void => void (touched.current = false),
    isTouch: (): boolean => {
      const was = touched.current;
      touched.current = false;
      return was;
    },
  };
}

/**
 * Delay the move to the next prompt. `soon(state, go)` calls `go(state)` after `LINGER`. A second call before that
 * starts the wait again and keeps the first state. `stop()` cancels the call, and so does leaving `place`.
 */
export function useSoon<T>(place: number): { soon: (state: T, go: (state: T) => void) => void; stop: () => void } {
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; state: T } | null>(null);
  const stop = (): void => {
    clearTimeout(waiting.current?.timer);
    waiting.current = null;
  };
  useEffect(() => stop, [place]);
  return {
    stop,
    soon: (state, go) => {
      const first = waiting.current?.state ?? state;
      stop();
      waiting.current = { timer: setTimeout(() => go(first), LINGER), state: first };
    },
  };
}
