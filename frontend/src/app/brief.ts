/**
 * Keep values for a few minutes, so that they survive if the phone ends the app while the person reads an e-mail. Their
 * prefix in `localStorage` differs from that of `remembered.ts`, so the end of a session does not remove them.
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
    // Private windows may refuse storage. After a reload, the person then starts from the first step.
  }
}

/**
 * Return a kept value. Null if its time is over, the clock was set back, or the stored text is not a value of the app.
 * `lasts` must be the same as in `keepBriefly`.
 */
export function briefly(name: string, lasts: number, now: number = Date.now()): unknown {
  try {
    const { value, until } = JSON.parse(localStorage.getItem(PREFIX + name) ?? "{}") as Partial<BriefNote>;
    if (value !== undefined && typeof until === "number" && now < until && until <= now + lasts) return value;
  } catch {
    // Storage is forbidden, or the stored text cannot be read.
  }
  dropBrief(name);
  return null;
}

/** Return a kept text. Null if there is none. */
export function brieflyText(name: string, lasts: number): string | null {
  const kept = briefly(name, lasts);
  return typeof kept === "string" ? kept : null;
}

/** Forget a value. */
export function dropBrief(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Storage is forbidden, so it holds nothing.
  }
}
