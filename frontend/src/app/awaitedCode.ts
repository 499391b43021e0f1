/**
 * Keep the address that a code was sent to, and the next step of signing in. A phone may end the app while the person
 * reads the e-mail. The app then continues at that step. It requests no new code, because the first would stop working.
 */
import { briefly, dropBrief, keepBriefly } from "./brief";

const NAME = "code";
/** How long the server accepts the code (ms). */
const LASTS = 10 * 60_000;

export interface Awaited {
  email: string;
  step: "code" | "passkey";
}

/** Keep the address for as long as the code is valid. */
export function awaitCode(email: string, step: Awaited["step"] = "code", now: number = Date.now()): void {
  keepBriefly(NAME, { email, step } satisfies Awaited, LASTS, now);
}

/** Return the address and the step to continue with, or null. */
export function awaitedCode(now: number = Date.now()): Awaited | null {
  const kept = briefly(NAME, LASTS, now) as Partial<Awaited> | null;
  if (typeof kept?.email === "string" && (kept.step === "code" || kept.step === "passkey"))
    return { email: kept.email, step: kept.step };
  forgetCode();
  return null;
}

/** Forget the address, because the person has signed in or wants to use another address. */
export function forgetCode(): void {
  dropBrief(NAME);
}
