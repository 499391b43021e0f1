/**
 * Make and use passkeys: convert between the server's JSON and the binary data of the browser's WebAuthn calls. Newer
 * browsers have functions for the conversion; for older browsers it is done here.
 */
import { fromBase64Url, toBase64Url } from "./base64url";

type Json = Record<string, unknown>;

const parsers = (): Partial<typeof PublicKeyCredential> => PublicKeyCredential;

/** True if this browser supports passkeys. */
export function passkeysSupported(): boolean {
  return typeof globalThis.PublicKeyCredential === "function" && Boolean(navigator.credentials);
}

/** True if this device can hold a passkey (fingerprint, face, screen lock). Offer to add a passkey only then. */
export async function canOfferPasskey(): Promise<boolean> {
  if (!passkeysSupported()) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
}

/**
 * Make a passkey. `options` is the server's creation JSON. Returns the JSON to send back, or null if the person closed
 * the dialogue. Other failures throw.
 */
export async function createPasskey(options: PublicKeyCredentialCreationOptionsJSON): Promise<Json | null> {
  const publicKey = parsers().parseCreationOptionsFromJSON?.(options) ?? creationOptions(options);
  return ask(() => navigator.credentials.create({ publicKey }));
}

/** Sign in with a passkey: like `createPasskey`, with the server's request JSON. */
export async function usePasskey(options: PublicKeyCredentialRequestOptionsJSON): Promise<Json | null> {
  const publicKey = parsers().parseRequestOptionsFromJSON?.(options) ?? requestOptions(options);
  return ask(() => navigator.credentials.get({ publicKey }));
}

async function ask(dialogue: () => Promise<Credential | null>): Promise<Json | null> {
  try {
    const credential = await dialogue();
    return credential ? credentialJson(credential as PublicKeyCredential) : null;
  } catch (error) {
    // The dialogue was closed, timed out or was cancelled by the app: that is not a failure.
    if (error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError")) return null;
    throw error;
  }
}

const descriptors = (list: PublicKeyCredentialDescriptorJSON[] | undefined): PublicKeyCredentialDescriptor[] =>
  (list ?? []).map((one) => ({ ...one, id: fromBase64Url(one.id) }) as PublicKeyCredentialDescriptor);

function creationOptions(json: PublicKeyCredentialCreationOptionsJSON): PublicKeyCredentialCreationOptions {
  return {
    ...(json as unknown as PublicKeyCredentialCreationOptions),
    challenge: fromBase64Url(json.challenge),
    user: { ...json.user, id: fromBase64Url(json.user.id) },
    excludeCredentials: descriptors(json.excludeCredentials),
  };
}

function requestOptions(json: PublicKeyCredentialRequestOptionsJSON): PublicKeyCredentialRequestOptions {
  return {
    ...(json as unknown as PublicKeyCredentialRequestOptions),
    challenge: fromBase64Url(json.challenge),
    allowCredentials: descriptors(json.allowCredentials),
  };
}

/** Convert the credential to JSON for the server. Pure, except for the credential's own methods. */
export function credentialJson(credential: PublicKeyCredential): Json {
  if (typeof credential.toJSON === "function") {
    try {
      return credential.toJSON() as unknown as Json;
    } catch {
      // Some password managers replace the credential with an object whose `toJSON` throws.
    }
  }
  const { response } = credential;
  const parts: Json = { clientDataJSON: toBase64Url(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    const part = (response as unknown as Record<string, ArrayBuffer | null | undefined>)[name];
    if (part) parts[name] = toBase64Url(part);
  }
  const transports = (response as AuthenticatorAttestationResponse).getTransports?.();
  if (transports) parts["transports"] = transports;
  return {
    id: credential.id,
    rawId: toBase64Url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: parts,
  };
}
