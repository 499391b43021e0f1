import { useState } from "preact/hooks";
import { confirmCode, requestCode } from "../../api/auth";
import { ApiError, isCode } from "../../api/client";
import { awaitCode } from "../../app/awaitedCode";
import { say } from "../../app/say";
import { tidyCode } from "../../app/typed";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { TextField } from "../../design";
import { signIn as w } from "@words/signIn";
import { CodeForm } from "./CodeForm";

interface CodeStepProps {
  email: string;
  onIn: () => Promise<void>;
  onPasskey: () => void;
  onBack: () => void;
}

export function CodeStep({ email, onIn, onPasskey, onBack }: CodeStepProps) {
  const [code, setCode] = useState("");
  const { busy, problem, setProblem, run } = useAction(explain);
  const confirm = () => {
    if (busy) return;
    if (!tidyCode(code)) {
      setProblem(w.codeMissing);
      return;
    }
    void run(async () => {
      const progress = await confirmCode(tidyCode(code));
      if (progress === "in") await onIn();
      else if (progress === "passkey") onPasskey();
      else setProblem(w.codeWrong);
    });
  };
  const again = () =>
    run(async () => {
      await requestCode(email);
      awaitCode(email);
      setCode("");
      toast(w.newCodeSent);
    });
  const alternatives = [
    { words: w.newCode, go: again },
    { words: w.otherEmail, go: onBack },
  ];
  return (
    <CodeForm busy={busy} onSubmit={confirm} alternatives={alternatives}>
      <p class="lead">{w.codeLead(email)}</p>
      <TextField
        label={w.code}
        hint={w.codeHint}
        error={problem}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="characters"
        code
        value={code}
        onInput={setCode}
      />
    </CodeForm>
  );
}

function explain(error: unknown): string {
  if (isCode(error, "not_pending")) return w.codeExpired;
  if (error instanceof ApiError && error.status === 400) return w.codeWrong;
  return say(error);
}
