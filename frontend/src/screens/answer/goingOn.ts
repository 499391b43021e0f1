import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { recall, remember } from "../../app/remembered";

/** How long a chosen answer stays in sight before the next prompt comes. In milliseconds. */
export const LINGER = 300;

const KEPT = "taps-go-on";

/** True unless the person switched it off on this device: a tap on an answer goes on to the next prompt. */
export function tapsGoOn(): boolean {
  return recall<boolean>(KEPT) ?? true;
}

/** Keep the person's choice on this device. */
export function setTapsGoOn(on: boolean): void {
  remember(KEPT, on);
}

/**
 * True if a finger, a pen or a mouse pressed here. Keyboards and screen readers press without a place or a size: they
 * stay on the prompt, so that nothing moves away from under them.
 */
export function isTouched(event: Pick<PointerEvent, "width" | "height" | "pressure" | "pointerType">): boolean {
  const { width, height, pressure, pointerType } = event;
  if (width === 0 && height === 0) return false;
  // What a screen reader on Android or Windows makes of its own press.
  return !(width === 1 && height === 1 && pressure === 0 && pointerType !== "touch");
}

/** Tells whether the latest press inside `area` was made by a finger, a pen or a mouse. Each press counts once. */
export function useTouch(area: RefObject<HTMLElement | null>): () => boolean {
  const touched = useRef(false);
  useEffect(() => {
    const node = area.current;
    const onPointer = (event: PointerEvent): void => void (touched.current = isTouched(event));
    const onKey = (): void => void (touched.current = false);
    node?.addEventListener("pointerdown", onPointer);
    node?.addEventListener("keydown", onKey);
    return () => {
      node?.removeEventListener("pointerdown", onPointer);
      node?.removeEventListener("keydown", onKey);
    };
  }, []);
  return () => {
    const was = touched.current;
    touched.current = false;
    return was;
  };
}

/**
 * `soon(state, go)` calls `go(state)` a moment later. Called again before that, it waits anew and keeps the first state.
 * `stop()` takes it back, and so does leaving `place`.
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
