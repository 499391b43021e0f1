/**
 * Make and use passkeys: convert between the server's JSON and the binary data of the browser's WebAuthn calls. Newer
 * browsers have functions for the conversion; for older browsers it is done here.
 */
import { fromBase64Url, toBase64Url } from "./base64url";

type Json = Record<string, unknown>;

interface Parsers {
  parseCreationOptionsFromJSON?(options: unknown): PublicKeyCredentialCreationOptions;
  parseRequestOptionsFromJSON?(options: unknown): PublicKeyCredentialRequestOptions;
}

const parsers = (): Parsers => globalThis.PublicKeyCredential as unknown as Parsers;

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
 * Make a passkey. `options` is the server's creation JSON, with or without its `publicKey` wrapper. Returns the JSON to
 * send back, or null if the person closed the dialogue. Other failures throw.
 */
export async function createPasskey(options: unknown): Promise<Json | null> {
  const inside = unwrap(options);
  const publicKey = parsers().parseCreationOptionsFromJSON?.(inside) ?? creationOptions(inside);
  return ask(() => navigator.credentials.create({ publicKey }));
}

/** Sign in with a passkey: like `createPasskey`, with the server's request JSON. */
export async function usePasskey(options: unknown, signal?: AbortSignal): Promise<Json | null> {
  const inside = unwrap(options);
  const publicKey = parsers().parseRequestOptionsFromJSON?.(inside) ?? requestOptions(inside);
  return ask(() => navigator.credentials.get({ publicKey, signal }));
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

function unwrap(options: unknown): Json {
  const json = options as Json;
  return (json["publicKey"] as Json | undefined) ?? json;
}

interface Descriptor {
  id: string;
  type: PublicKeyCredentialType;
  transports?: AuthenticatorTransport[];
}

const descriptors = (list: unknown): PublicKeyCredentialDescriptor[] =>
  ((list as Descriptor[] | undefined) ?? []).map((one) => ({ ...one, id: fromBase64Url(one.id) }));

function creationOptions(json: Json): PublicKeyCredentialCreationOptions {
  const user = json["user"] as { id: string; name: string; displayName: string };
  return {
    ...(json as unknown as PublicKeyCredentialCreationOptions),
    challenge: fromBase64Url(String(json["challenge"])),
    user: { ...user, id: fromBase64Url(user.id) },
    excludeCredentials: descriptors(json["excludeCredentials"]),
  };
}

function requestOptions(json: Json): PublicKeyCredentialRequestOptions {
  return {
    ...(json as unknown as PublicKeyCredentialRequestOptions),
    challenge: fromBase64Url(String(json["challenge"])),
    allowCredentials: descriptors(json["allowCredentials"]),
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
