/** Passkeys and recovery codes, with allauth's headless API for browsers. */
import { ask, type Envelope, type Progress, progress } from "./auth";
import { ApiError } from "./client";

type RequestOptions = { request_options: { publicKey: PublicKeyCredentialRequestOptionsJSON } };
type CreationOptions = { creation_options: { publicKey: PublicKeyCredentialCreationOptionsJSON } };

/** "login": the passkey alone. "step": after the e-mailed code. "again": to prove that it is still the same person. */
export type PasskeyUse = "login" | "step" | "again";

const paths: Record<PasskeyUse, string> = {
  login: "/auth/webauthn/login",
  step: "/auth/webauthn/authenticate",
  again: "/auth/webauthn/reauthenticate",
};

/** Fetch the options with which the browser asks for a passkey. */
export async function passkeyOptions(use: PasskeyUse): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return allowed(await ask<RequestOptions>("GET", paths[use])).request_options.publicKey;
}

/** Send the credential that the browser returned. Throws ApiError if the server does not accept it. */
export async function provePasskey(use: PasskeyUse, credential: unknown): Promise<Progress> {
  return progress(await ask("POST", paths[use], { credential }));
}

/** Fetch the options with which the browser makes a new passkey. Throws as `allowed` does. */
export async function passkeyCreationOptions(): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return allowed(await ask<CreationOptions>("GET", "/account/authenticators/webauthn?passwordless")).creation_options
    .publicKey;
}

/** Store the new passkey under `name`. Throws as `allowed` does. */
export async function addPasskey(name: string, credential: unknown): Promise<void> {
  allowed(await ask("POST", "/account/authenticators/webauthn", { name, credential }));
}

/** Fetch the recovery codes that came with the first passkey. A second call throws ApiError "passkey_again". */
export async function recoveryCodes(): Promise<string[]> {
  const data = allowed(await ask<{ unused_codes?: string[] }>("GET", "/account/authenticators/recovery-codes"));
  if (!data.unused_codes) throw new ApiError(401, { code: "passkey_again", message: "" });
  return data.unused_codes;
}

/** Make new recovery codes; the old codes stop working. Throws as `allowed` does. */
export async function makeRecoveryCodes(): Promise<string[]> {
  return allowed(await ask<{ unused_codes: string[] }>("POST", "/account/authenticators/recovery-codes", {}))
    .unused_codes;
}

/** Remove a passkey. Removing the last passkey also removes the recovery codes. Throws as `allowed` does. */
export async function removePasskey(id: number): Promise<void> {
  allowed(await ask("DELETE", "/account/authenticators/webauthn", { authenticators: [id] }));
}

/**
 * Return the data of an answer. Throws ApiError "passkey_again" if the server wants the passkey first, and
 * "sign_in_again" if the person has to sign in again.
 */
function allowed<T>({ status, data }: Envelope<T>): T {
  if (status !== 401) return data as T;
  const again = data?.flows?.some((flow) => flow.id === "mfa_reauthenticate");
  throw new ApiError(401, { code: again ? "passkey_again" : "sign_in_again", message: "" });
}
