import { passkeysSupported } from "../../platform/passkey";
import { Button, Problem } from "../../design";
import { loadMe } from "../../app/session";
import { wayIn as w } from "@words/wayIn";
import { signIn } from "@words/signIn";
import { Alternatives } from "./Alternatives";
import { usePasskeySignIn } from "./usePasskeySignIn";

/** How to sign in at a server that sends no e-mail: a passkey, a recovery code, or a link from a signed-in device. */
export function WithoutMail({ onRecover }: { onRecover: () => void }) {
  const passkey = usePasskeySignIn("login", loadMe, w);
  return (
    <div class="stack">
      {passkeysSupported() && (
        <Button wide icon="key" busy={passkey.busy} onClick={passkey.start}>
          {signIn.withPasskey}
        </Button>
      )}
      <Problem>{passkey.problem}</Problem>
      <Alternatives ways={[{ words: w.recoveryLink, go: onRecover }]} />
      <details>
        <summary>{w.newDevice}</summary>
        <p class="soft">{w.newDeviceHow}</p>
      </details>
      <p class="soft small center">{w.noAccount}</p>
    </div>
  );
}
