/** The little that this device keeps so that the shell can open without a network. No answers, no notes. */
const PREFIX = "sbs.";

/** Keeps `value` under `name`; silently does without where storage is full or forbidden. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Private windows may refuse storage; the app works without.
  }
}

/** What was kept under `name`, or null. */
export function recall<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}

/** Drops everything kept here. */
export function forget(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX)) localStorage.removeItem(key);
    }
  } catch {
    // Nothing could be kept, so nothing has to go.
  }
}
