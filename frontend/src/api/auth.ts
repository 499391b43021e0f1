/** Signing in by mailed code, and signing out, with allauth's headless API for browsers. Passkeys: `passkeys.ts`. */
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
  meta?: { is_authenticated?: boolean };
}

/** "in": signed in. "code": the server waits for a mailed code. "passkey": it also asks for the passkey. */
export type Progress = "in" | "code" | "passkey";

export async function ask<T>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<Envelope<T>> {
  const answer = await request(method, BASE + path, body);
  const envelope = ((await answer.json().catch(() => null)) ?? {}) as Envelope<T>;
  envelope.status = answer.status;
  if (answer.ok || answer.status === 401) return envelope;
  // The server's own refusals, such as 503 while it cannot send e-mail, have the same envelope as the rest of the API.
  const first = envelope.error ?? envelope.errors?.[0];
  const wait = Number(answer.headers.get("Retry-After")) || null;
  throw new ApiError(
    answer.status,
    { code: first?.code ?? codeOf(answer.status), message: first?.message ?? "" },
    wait,
  );
}

/** The second step without the passkey: a recovery code, which works once. */
export async function redeemRecoveryCode(code: string): Promise<Progress> {
  return progress(await ask("POST", "/auth/2fa/authenticate", { code }));
}

/**
 * Sign in with an address and a recovery code alone, for accounts without mailed codes; without `email` for people who
 * have no address. ApiError 400 if they don't match.
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

/** E-mail a code to `email`; the answer is the same whether or not the address has an account. */
export async function requestCode(email: string): Promise<Progress> {
  return progress(await ask("POST", "/auth/code/request", { email }));
}

/** Sign in with the mailed code. ApiError "not_pending" (409) if it expired or was tried too often. */
export async function confirmCode(code: string): Promise<Progress> {
  return progress(await ask("POST", "/auth/code/confirm", { code }));
}

/** End this session. */
export async function signOut(): Promise<void> {
  await ask("DELETE", "/auth/session");
}
