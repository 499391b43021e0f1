import { useState } from "preact/hooks";
import { passkeyOptions, provePasskey } from "../../api/passkeys";
import { usePasskey as askPasskey } from "../../platform/passkey";
import { signIn as w } from "@words/signIn";

type PasskeyWords = { passkeyCancelled: string; passkeyFailed: string };

/** Sign in with the passkey alone ("login"), or with the passkey after a code ("step"). */
export function usePasskeySignIn(onIn: () => Promise<void>, words: PasskeyWords = w) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const run = async (use: "login" | "step") => {
    setBusy(true);
    setProblem("");
    try {
      const credential = await askPasskey(await passkeyOptions(use));
      if (!credential) setProblem(use === "login" ? words.passkeyCancelled : w.passkeyStepCancelled);
      else if ((await provePasskey(use, credential)) === "in") await onIn();
      else setProblem(words.passkeyFailed);
    } catch {
      setProblem(use === "login" ? words.passkeyFailed : w.passkeyStepFailed);
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
