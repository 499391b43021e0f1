/**
 * Keep the few values that let the app open without a network. They are removed when the session ends. The only words
 * of people among them are those of the newest reveal (screens/reveal/kept.ts).
 */
const PREFIX = "sbs.";

/** The name of the newest reveal among the values. The reveal's screen keeps it, and Home removes it after its week. */
export const NEWEST_REVEAL = "reveal";

/** Keep `value` under `name`. Does nothing if storage is full or forbidden. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Private windows may refuse storage. The app then works, but does not open without a network.
  }
}

/** Return the value kept under `name`, or null. */
export function recall<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}

/** Forget all values. */
export function forget(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX)) localStorage.removeItem(key);
    }
  } catch {
    // Storage is forbidden, so it holds nothing.
  }
}
