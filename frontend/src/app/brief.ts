/**
 * What has to outlive the app being ended while somebody reads their e-mail: a phone may throw the page away. Kept on
 * this device for minutes, under a prefix of its own, so that a session that ends does not take it along.
 */
const PREFIX = "sbs-brief.";

interface Kept {
  value: unknown;
  until: number;
}

/** Keep a value for so many milliseconds; without storage it is not kept. */
export function keepBriefly(name: string, value: unknown, lasts: number, now: number = Date.now()): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ value, until: now + lasts } satisfies Kept));
  } catch {
    // Private windows may refuse storage; the app then begins anew after a reload.
  }
}

/** The value, or null once its time is over, the clock was set back, or it is no value of ours. `lasts` as when kept. */
export function briefly(name: string, lasts: number, now: number = Date.now()): unknown {
  try {
    const { value, until } = JSON.parse(localStorage.getItem(PREFIX + name) ?? "{}") as Partial<Kept>;
    if (value !== undefined && typeof until === "number" && now < until && until <= now + lasts) return value;
  } catch {
    // Nothing usable was kept.
  }
  dropBrief(name);
  return null;
}

/** Forget a value. */
export function dropBrief(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Nothing was kept.
  }
}
