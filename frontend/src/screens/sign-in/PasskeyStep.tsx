import { useState } from "preact/hooks";
import { redeemRecoveryCode } from "../../api/auth";
import { ApiError } from "../../api/client";
import { say } from "../../app/say";
import { tidyCode } from "../../app/typed";
import { useAction } from "../../app/useAction";
import { Button, Form, Problem, TextField } from "../../design";
import { signIn as w } from "@words/signIn";
import { Alternatives } from "./Alternatives";
import { usePasskeySignIn } from "./usePasskeySignIn";

interface PasskeyStepProps {
  onIn: () => Promise<void>;
  onBack: () => void;
}

/** The step after the e-mailed code for a person with a passkey: use the passkey, or a recovery code instead. */
export function PasskeyStep({ onIn, onBack }: PasskeyStepProps) {
  const passkey = usePasskeySignIn("step", onIn);
  const [byCode, setByCode] = useState(false);
  const back = { words: w.otherEmail, go: onBack };
  return (
    <div class="stack">
      <p class="lead">{w.passkeyStepLead}</p>
      <Button wide icon="key" kind={byCode ? "quiet" : "primary"} busy={passkey.busy} onClick={passkey.start}>
        {w.withPasskey}
      </Button>
      <Problem>{passkey.problem}</Problem>
      {byCode && <RecoveryForm onIn={onIn} />}
      <Alternatives ways={byCode ? [back] : [{ words: w.withRecovery, go: () => setByCode(true) }, back]} />
    </div>
  );
}

function RecoveryForm({ onIn }: { onIn: () => Promise<void> }) {
  const [code, setCode] = useState("");
  const { busy, problem, setProblem, run } = useAction(explain);
  const submit = () =>
    run(async () => {
      if ((await redeemRecoveryCode(tidyCode(code))) === "in") await onIn();
      else setProblem(w.recoveryWrong);
    });
  return (
    <Form button={w.confirm} busy={busy} onSubmit={submit}>
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
    </Form>
  );
}

const explain = (error: unknown): string =>
  error instanceof ApiError && error.status === 400 ? w.recoveryWrong : say(error);
