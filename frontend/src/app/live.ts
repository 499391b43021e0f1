import { isVisible, onVisibility } from "../platform/visibility";

/** How long (ms) a visible page waits between two requests. It then shows the other person's actions within 3 s. */
export const PACE = 2_000;
/** How long (ms) such a request waits for its answer. */
export const PATIENCE = 8_000;
/** The longest wait (ms). After each failure the wait doubles, up to this. */
const SLOWEST = 30_000;

/**
 * Call `look` repeatedly while the page is visible: first after `PACE`, and at once when the page becomes visible.
 * Only one call runs at a time, and hiding the page aborts it. Returns a function that stops the calls.
 */
export function live(look: (signal: AbortSignal) => Promise<unknown>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: AbortController | null = null;
  let wait = PACE;

  const rest = (): void => {
    clearTimeout(timer);
    current?.abort();
    current = null;
  };
  const turn = async (): Promise<void> => {
    rest();
    const mine = (current = new AbortController());
    let next = PACE;
    try {
      await look(mine.signal);
    } catch {
      next = Math.min(wait * 2, SLOWEST);
    }
    if (mine !== current) return;
    wait = next;
    timer = setTimeout(turn, wait);
  };
  const onOnline = (): void => void (isVisible() && turn());

  const stopWatching = onVisibility({ shown: turn, hidden: rest });
  addEventListener("online", onOnline);
  if (isVisible()) timer = setTimeout(turn, wait);
  return () => {
    rest();
    stopWatching();
    removeEventListener("online", onOnline);
  };
}
