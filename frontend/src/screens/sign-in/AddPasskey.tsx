import { useState } from "preact/hooks";
import { addPasskey, passkeyCreationOptions } from "../../api/auth";
import { isCode } from "../../api/client";
import { loadMe } from "../../app/session";
import { toast } from "../../app/toast";
import { createPasskey } from "../../platform/passkey";
import { deviceLabel } from "../../platform/push";
import { Button, Notice } from "../../design";
import { welcome as w } from "@words/signIn";

export function AddPasskey({ onDone, kind }: { onDone: () => void; kind?: "primary" | "quiet" }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const add = async () => {
    setBusy(true);
    setProblem("");
    try {
      const credential = await createPasskey(await passkeyCreationOptions());
      if (!credential) {
        setProblem(w.passkeyNot);
        return;
      }
      await addPasskey(deviceLabel(navigator.userAgent), credential);
      await loadMe();
      toast(w.passkeyAdded);
      onDone();
    } catch (error) {
      setProblem(isCode(error, "sign_in_again") ? w.signInAgain : w.passkeyNot);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="stack">
      <Button wide kind={kind} icon="key" busy={busy} onClick={add}>
        {w.passkeyAdd}
      </Button>
      {problem && (
        <Notice tone="warn" live>
          {problem}
        </Notice>
      )}
    </div>
  );
}
