import { useState } from "preact/hooks";
import { recover } from "../../api/auth";
import { ApiError } from "../../api/client";
import { say } from "../../app/say";
import { tidyAddress, tidyCode } from "../../app/typed";
import { useAction } from "../../app/useAction";
import { TextField } from "../../design";
import { signIn as w } from "@words/signIn";
import { CodeForm } from "./CodeForm";

interface RecoverStepProps {
  email: string;
  onEmail: (email: string) => void;
  onIn: () => Promise<void>;
  onBack: () => void;
}

/** For a person who signs in by passkey only and has lost it: their address and a recovery code. */
export function RecoverStep({ email, onEmail, onIn, onBack }: RecoverStepProps) {
  const [code, setCode] = useState("");
  const { busy, problem, setProblem, run } = useAction(explain);
  const submit = () =>
    run(async () => {
      if ((await recover(tidyAddress(email), tidyCode(code))) === "in") await onIn();
      else setProblem(w.recoverWrong);
    });
  return (
    <CodeForm busy={busy} onSubmit={submit} alternatives={[{ words: w.recoverBack, go: onBack }]}>
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
    </CodeForm>
  );
}

function explain(error: unknown): string {
  const wrong = error instanceof ApiError && error.status === 400 && error.code !== "too_many_login_attempts";
  return wrong ? w.recoverWrong : say(error);
}
