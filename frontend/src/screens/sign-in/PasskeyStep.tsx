import { useState } from "preact/hooks";
import { redeemRecoveryCode } from "../../api/auth";
import { ApiError } from "../../api/client";
import { say } from "../../app/say";
import { tidyCode } from "../../app/typed";
import { Button, Problem, TextField } from "../../design";
import { signIn as w } from "@words/signIn";
import { usePasskeySignIn } from "./usePasskeySignIn";

interface PasskeyStepProps {
  onIn: () => Promise<void>;
  onBack: () => void;
}

/** After the mailed code, for those who have a passkey: the passkey, or a recovery code in its place. */
export function PasskeyStep({ onIn, onBack }: PasskeyStepProps) {
  const passkey = usePasskeySignIn(onIn);
  const [byCode, setByCode] = useState(false);
  return (
    <div class="stack">
      <p class="lead">{w.passkeyStepLead}</p>
      <Button wide icon="key" kind={byCode ? "quiet" : "primary"} busy={passkey.busy} onClick={() => passkey.run("step")}>
        {w.withPasskey}
      </Button>
      <Problem>{passkey.problem}</Problem>
      {byCode && <RecoveryForm onIn={onIn} />}
      <div class="stack-s center-items">
        {!byCode && (
          <Button kind="plain" onClick={() => setByCode(true)}>
            {w.withRecovery}
          </Button>
        )}
        <Button kind="plain" onClick={onBack}>
          {w.otherEmail}
        </Button>
      </div>
    </div>
  );
}

function RecoveryForm({ onIn }: { onIn: () => Promise<void> }) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem("");
    try {
      if ((await redeemRecoveryCode(tidyCode(code))) === "in") await onIn();
      else setProblem(w.recoveryWrong);
    } catch (error) {
      setProblem(error instanceof ApiError && error.status === 400 ? w.recoveryWrong : say(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="stack" onSubmit={submit} noValidate>
      <TextField
        label={w.recovery}
        hint={w.recoveryHint}
        error={problem}
        name="recovery"
        autoComplete="off"
        autoCapitalize="none"
        value={code}
        onInput={setCode}
      />
      <Button type="submit" wide busy={busy}>
        {w.confirm}
      </Button>
    </form>
  );
}
