import { useState } from "preact/hooks";
import { addPasskey, passkeyCreationOptions, recoveryCodes } from "../../api/passkeys";
import { isCode } from "../../api/client";
import { loadMe } from "../../app/session";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { createPasskey } from "../../platform/passkey";
import { deviceLabel } from "../../platform/push";
import { Button, Problem } from "../../design";
import { recovery, welcome as w } from "@words/signIn";
import { withProof } from "../../app/proof";
import { RecoveryCodes } from "./RecoveryCodes";
import "./sign-in.css";

interface AddPasskeyProps {
  /** Called after the passkey was added and the recovery codes were saved. */
  onDone: () => void;
  kind?: "primary" | "quiet";
}

export function AddPasskey({ onDone, kind }: AddPasskeyProps) {
  const { busy, problem, setProblem, run } = useAction(explain);
  const [codes, setCodes] = useState<string[]>([]);
  const done = () => {
    setCodes([]);
    // Reload the person only now: the parent screen removes this component as soon as the person has a passkey.
    void loadMe().then(onDone);
  };
  const add = () =>
    run(async () => {
      const options = await withProof(passkeyCreationOptions);
      const credential = options && (await createPasskey(options));
      if (!credential) {
        setProblem(w.passkeyNot);
        return;
      }
      await addPasskey(deviceLabel(navigator.userAgent), credential);
      toast(w.passkeyAdded);
      const kept = await recoveryCodes().catch(() => []);
      if (kept.length > 0) setCodes(kept);
      else done();
    });
  return (
    <div class="stack">
      <Button wide kind={kind} icon="key" busy={busy} onClick={add}>
        {w.passkeyAdd}
      </Button>
      <Problem>{problem}</Problem>
      <RecoveryCodes title={recovery.title} codes={codes} onKept={done} />
    </div>
  );
}

const explain = (error: unknown): string => (isCode(error, "sign_in_again") ? w.signInAgain : w.passkeyNot);
