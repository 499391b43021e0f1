import { useState } from "preact/hooks";
import { recover } from "../../api/auth";
import { ApiError } from "../../api/client";
import { say } from "../../app/say";
import { tidyAddress, tidyCode } from "../../app/typed";
import { Button, TextField } from "../../design";
import { signIn as w } from "@words/signIn";

interface RecoverStepProps {
  email: string;
  onEmail: (email: string) => void;
  onIn: () => Promise<void>;
  onBack: () => void;
}

/** For those who sign in by passkey only and have lost it: their address and one of the codes that they kept. */
export function RecoverStep({ email, onEmail, onIn, onBack }: RecoverStepProps) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem("");
    try {
      if ((await recover(tidyAddress(email), tidyCode(code))) === "in") await onIn();
      else setProblem(w.recoverWrong);
    } catch (error) {
      const wrong = error instanceof ApiError && error.status === 400 && error.code !== "too_many_login_attempts";
      setProblem(wrong ? w.recoverWrong : say(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="stack" onSubmit={submit} noValidate>
      <p class="lead">{w.recoverLead}</p>
      <TextField
        label={w.email}
        type="email"
        name="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        value={email}
        onInput={onEmail}
      />
      <TextField
        label={w.recovery}
        error={problem}
        name="recovery"
        inputMode="numeric"
        autoComplete="off"
        autoCapitalize="none"
        value={code}
        onInput={setCode}
      />
      <Button type="submit" wide busy={busy}>
        {w.confirm}
      </Button>
      <div class="stack-s center-items">
        <Button kind="plain" onClick={onBack}>
          {w.recoverBack}
        </Button>
      </div>
    </form>
  );
}
