import { isCode } from "../api/client";
import { passkeyOptions, provePasskey } from "../api/passkeys";
import { usePasskey as askPasskey } from "../platform/passkey";

/** Run `work`. If the server wants the passkey first, ask for it and run `work` again. Null if the person cancelled. */
export async function withProof<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!isCode(error, "passkey_again")) throw error;
    const credential = await askPasskey(await passkeyOptions("again"));
    if (!credential) return null;
    await provePasskey("again", credential);
    return work();
  }
}
