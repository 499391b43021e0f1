/** Sign in with an e-mailed code, and sign out, with allauth's headless API for browsers. Passkeys: `passkeys.ts`. */
import { ApiError, request } from "./client";

const BASE = "/_allauth/browser/v1";

interface Flow {
  id: string;
  is_pending?: boolean;
}

export interface Envelope<T = unknown> {
  status: number;
  data?: T & { flows?: Flow[] };
  errors?: { code: string; message: string; param?: string }[];
  error?: { code: string; message: string };
}

/** "in": signed in. "code": the server waits for the e-mailed code. "passkey": the server also asks for the passkey. */
export type Progress = "in" | "code" | "passkey";

export async function ask<T>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<Envelope<T>> {
  const answer = await request(method, BASE + path, body);
  const envelope = ((await answer.json().catch(() => null)) ?? {}) as Envelope<T>;
  envelope.status = answer.status;
  if (answer.ok || answer.status === 401) return envelope;
  // Refusals that do not come from allauth, such as 503 if no e-mail can be sent, have the envelope of `/api/v1`.
  const first = envelope.error ?? envelope.errors?.[0];
  const wait = Number(answer.headers.get("Retry-After")) || null;
  throw new ApiError(
    answer.status,
    { code: first?.code ?? codeOf(answer.status), message: first?.message ?? "" },
    wait,
  );
}

/** Complete the second step of signing in with a recovery code instead of the passkey. Each code works once. */
export async function redeemRecoveryCode(code: string): Promise<Progress> {
  return progress(await ask("POST", "/auth/2fa/authenticate", { code }));
}

/**
 * Sign in with an address and a recovery code alone, for accounts that get no e-mailed codes. For a person without an
 * address, leave out `email`. Throws ApiError 400 if address and code don't match.
 */
export async function recover(email: string | undefined, code: string): Promise<Progress> {
  return progress(await ask("POST", "/auth/recovery", { email, code }));
}

function codeOf(status: number): string {
  return status === 409 ? "not_pending" : status === 429 ? "throttled" : "unexpected";
}

function pendingFlow(envelope: Envelope): string {
  return envelope.data?.flows?.find((flow) => flow.is_pending)?.id ?? "";
}

export function progress(envelope: Envelope): Progress {
  if (envelope.status === 200) return "in";
  return pendingFlow(envelope) === "mfa_authenticate" ? "passkey" : "code";
}

/** Ask the server to e-mail a code to `email`. The answer is the same whether or not the address has an account. */
export async function requestCode(email: string): Promise<Progress> {
  return progress(await ask("POST", "/auth/code/request", { email }));
}

/** Sign in with the e-mailed code. Throws ApiError "not_pending" (409) if it expired or was tried too often. */
export async function confirmCode(code: string): Promise<Progress> {
  return progress(await ask("POST", "/auth/code/confirm", { code }));
}

/** End this session. */
export async function signOut(): Promise<void> {
  await ask("DELETE", "/auth/session");
}
