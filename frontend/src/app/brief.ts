/**
 * Values that survive if the phone ends the app while the person reads their e-mail. They stay on this device for
 * minutes, under their own prefix, so that the end of a session does not remove them.
 */
const PREFIX = "sbs-brief.";

interface BriefNote {
  value: unknown;
  until: number;
}

/** Keep a value for `lasts` milliseconds. Does nothing without storage. */
export function keepBriefly(name: string, value: unknown, lasts: number, now: number = Date.now()): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ value, until: now + lasts } satisfies BriefNote));
  } catch {
    // Private windows may refuse storage; the app then starts again after a reload.
  }
}

/**
 * The value; null if its time is over, the clock was set back, or it is not the app's. `lasts` is the same as when it
 * was kept.
 */
export function briefly(name: string, lasts: number, now: number = Date.now()): unknown {
  try {
    const { value, until } = JSON.parse(localStorage.getItem(PREFIX + name) ?? "{}") as Partial<BriefNote>;
    if (value !== undefined && typeof until === "number" && now < until && until <= now + lasts) return value;
  } catch {
    // No usable value.
  }
  dropBrief(name);
  return null;
}

/** Forget a value. */
export function dropBrief(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // No value to forget.
  }
}
