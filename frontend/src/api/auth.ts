/** Signing in by mailed code, and out, as allauth's headless API for browsers speaks it. Passkeys: `passkeys.ts`. */
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

/** "in": signed in. "code": a mailed code is awaited. "passkey": the passkey is asked for as well. */
export type Progress = "in" | "code" | "passkey";

export async function ask<T>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<Envelope<T>> {
  const answer = await request(method, BASE + path, body);
  const envelope = ((await answer.json().catch(() => null)) ?? {}) as Envelope<T>;
  envelope.status = answer.status;
  if (answer.ok || answer.status === 401) return envelope;
  // What the server refuses itself, such as 503 while it cannot send mail, comes in the envelope of the rest of the API.
  const first = envelope.error ?? envelope.errors?.[0];
  const wait = Number(answer.headers.get("Retry-After")) || null;
  throw new ApiError(
    answer.status,
    { code: first?.code ?? codeOf(answer.status), message: first?.message ?? "" },
    wait,
  );
}

/** The second step where the passkey is not at hand: one of the recovery codes, each good for one time. */
export async function redeemRecoveryCode(code: string): Promise<Progress> {
  return progress(await ask("POST", "/auth/2fa/authenticate", { code }));
}

/** Signs in with an address and a recovery code alone, where mailed codes open nothing. ApiError 400 if they do not fit. */
export async function recover(email: string, code: string): Promise<Progress> {
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

/** Mails a code to `email`; the answer is the same whether or not the address is known. */
export async function requestCode(email: string): Promise<Progress> {
  return progress(await ask("POST", "/auth/code/request", { email }));
}

/** Signs in with the mailed code. ApiError "not_pending" (409) when it expired or was tried too often. */
export async function confirmCode(code: string): Promise<Progress> {
  return progress(await ask("POST", "/auth/code/confirm", { code }));
}

/** Ends this session. */
export async function signOut(): Promise<void> {
  await ask("DELETE", "/auth/session");
}
