import { passkeyOptions, provePasskey } from "../../api/passkeys";
import { useAction } from "../../app/useAction";
import { usePasskey as askPasskey } from "../../platform/passkey";
import { signIn as w } from "@words/signIn";

type PasskeyWords = { passkeyCancelled: string; passkeyFailed: string };

/** Sign in with the passkey alone ("login"), or with the passkey after a code ("step"). */
export function usePasskeySignIn(use: "login" | "step", onIn: () => Promise<void>, words: PasskeyWords = w) {
  const alone = use === "login";
  const { busy, problem, setProblem, run } = useAction(() => (alone ? words.passkeyFailed : w.passkeyStepFailed));
  const start = () =>
    run(async () => {
      const credential = await askPasskey(await passkeyOptions(use));
      if (!credential) setProblem(alone ? words.passkeyCancelled : w.passkeyStepCancelled);
      else if ((await provePasskey(use, credential)) === "in") await onIn();
      else setProblem(words.passkeyFailed);
    });
  return { busy, problem, start };
}
