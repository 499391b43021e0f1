/**
 * The address that a code was just sent to, and the step that comes next. A phone may end the app while its person
 * reads the e-mail; the app then goes on at that step. No new code is asked for, since that would end the first.
 */
import { briefly, dropBrief, keepBriefly } from "./brief";

const NAME = "code";
/** As long as the server takes the code. */
const LASTS = 10 * 60_000;

export interface Awaited {
  email: string;
  step: "code" | "passkey";
}

/** Keeps the address until the code is of no more use. */
export function awaitCode(email: string, step: Awaited["step"] = "code", now: number = Date.now()): void {
  keepBriefly(NAME, { email, step } satisfies Awaited, LASTS, now);
}

/** What is awaited, or null. */
export function awaitedCode(now: number = Date.now()): Awaited | null {
  const kept = briefly(NAME, LASTS, now) as Partial<Awaited> | null;
  if (typeof kept?.email === "string" && (kept.step === "code" || kept.step === "passkey"))
    return { email: kept.email, step: kept.step };
  forgetCode();
  return null;
}

/** Once signed in, or for another address. */
export function forgetCode(): void {
  dropBrief(NAME);
}
