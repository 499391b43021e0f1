import { useState } from "preact/hooks";
import { passkeyOptions, provePasskey } from "../../api/passkeys";
import { usePasskey as askPasskey } from "../../platform/passkey";
import { signIn as w } from "@words/signIn";

/** Signing in by passkey alone ("login") or as the step after a code ("step"). */
export function usePasskeySignIn(onIn: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const run = async (use: "login" | "step") => {
    setBusy(true);
    setProblem("");
    try {
      const credential = await askPasskey(await passkeyOptions(use));
      if (!credential) setProblem(use === "login" ? w.passkeyCancelled : w.passkeyStepCancelled);
      else if ((await provePasskey(use, credential)) === "in") await onIn();
      else setProblem(w.passkeyFailed);
    } catch {
      setProblem(use === "login" ? w.passkeyFailed : w.passkeyStepFailed);
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
