/**
 * The address that a code was just mailed to. A phone may load the page anew when one comes back from the mail; it
 * then asks for the code again, not for the address. It ends with the tab, and when the code is no longer good.
 */
const KEY = "sbs.code";
/** As long as the server takes the code. */
const LASTS = 10 * 60_000;

interface Awaited {
  email: string;
  until: number;
}

/** Keeps the address until the code is of no more use. */
export function awaitCode(email: string, now: number = Date.now()): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ email, until: now + LASTS } satisfies Awaited));
  } catch {
    // Without storage a reload asks for the address again.
  }
}

/** The address whose code is awaited, or null. */
export function awaitedCode(now: number = Date.now()): string | null {
  try {
    const { email, until } = JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Partial<Awaited>;
    if (typeof email === "string" && typeof until === "number" && now < until && until <= now + LASTS) return email;
  } catch {
    // Nothing usable was kept.
  }
  forgetCode();
  return null;
}

/** Once signed in, or for another address. */
export function forgetCode(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
