import { useState } from "preact/hooks";
import { passkeyLogin, passkeyLoginOptions, passkeyStep, passkeyStepOptions } from "../../api/auth";
import { usePasskey as askPasskey } from "../../platform/passkey";
import { signIn as w } from "@words/signIn";

/** Signing in by passkey alone ("login") or as the step after a code ("step"). */
export function usePasskeySignIn(onIn: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const run = async (mode: "login" | "step") => {
    setBusy(true);
    setProblem("");
    try {
      const options = await (mode === "login" ? passkeyLoginOptions() : passkeyStepOptions());
      const credential = await askPasskey(options);
      if (!credential) {
        setProblem(w.passkeyCancelled);
        return;
      }
      const progress = await (mode === "login" ? passkeyLogin(credential) : passkeyStep(credential));
      if (progress === "in") await onIn();
      else setProblem(w.passkeyFailed);
    } catch {
      setProblem(w.passkeyFailed);
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
