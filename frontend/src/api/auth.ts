/** Signing in and out, as allauth's headless API for browsers speaks it. */
import { ApiError, request } from "./client";

const BASE = "/_allauth/browser/v1";

interface Flow {
  id: string;
  is_pending?: boolean;
}

interface Envelope<T = unknown> {
  status: number;
  data?: T & { flows?: Flow[] };
  errors?: { code: string; message: string; param?: string }[];
  meta?: { is_authenticated?: boolean };
}

/** "in": signed in. "code": a mailed code is awaited. "passkey": the passkey is asked for as well. */
export type Progress = "in" | "code" | "passkey";

async function ask<T>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<Envelope<T>> {
  const answer = await request(method, BASE + path, body);
  const envelope = ((await answer.json().catch(() => null)) ?? {}) as Envelope<T>;
  envelope.status = answer.status;
  if (answer.ok || answer.status === 401) return envelope;
  const first = envelope.errors?.[0];
  const wait = Number(answer.headers.get("Retry-After")) || null;
  throw new ApiError(answer.status, { code: first?.code ?? codeOf(answer.status), message: first?.message ?? "" }, wait);
}

function codeOf(status: number): string {
  return status === 409 ? "not_pending" : status === 429 ? "throttled" : "unexpected";
}

function pendingFlow(envelope: Envelope): string {
  return envelope.data?.flows?.find((flow) => flow.is_pending)?.id ?? "";
}

function progress(envelope: Envelope): Progress {
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

/** What the browser needs to ask for any passkey of this site (JSON form). */
export async function passkeyLoginOptions(): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { data } = await ask<{ request_options: { publicKey: PublicKeyCredentialRequestOptionsJSON } }>(
    "GET",
    "/auth/webauthn/login",
  );
  if (!data) throw new ApiError(401, { code: "unexpected", message: "" });
  return data.request_options.publicKey;
}

export async function passkeyLogin(credential: unknown): Promise<Progress> {
  return progress(await ask("POST", "/auth/webauthn/login", { credential }));
}

/** The passkey as the second step after a code, where the server asks for it. */
export async function passkeyStepOptions(): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { data } = await ask<{ request_options: { publicKey: PublicKeyCredentialRequestOptionsJSON } }>(
    "GET",
    "/auth/webauthn/authenticate",
  );
  if (!data?.request_options) throw new ApiError(401, { code: "unexpected", message: "" });
  return data.request_options.publicKey;
}

export async function passkeyStep(credential: unknown): Promise<Progress> {
  return progress(await ask("POST", "/auth/webauthn/authenticate", { credential }));
}

/** What the browser needs to make a new passkey. ApiError "sign_in_again" where the session is too old for that. */
export async function passkeyCreationOptions(): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { status, data } = await ask<{
    creation_options: { publicKey: PublicKeyCredentialCreationOptionsJSON };
  }>("GET", "/account/authenticators/webauthn?passwordless");
  if (status === 401 || !data) throw new ApiError(401, { code: "sign_in_again", message: "" });
  return data.creation_options.publicKey;
}

export async function addPasskey(name: string, credential: unknown): Promise<void> {
  const { status } = await ask("POST", "/account/authenticators/webauthn", { name, credential });
  if (status === 401) throw new ApiError(401, { code: "sign_in_again", message: "" });
}
