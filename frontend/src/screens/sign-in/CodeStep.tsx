import { useState } from "preact/hooks";
import { confirmCode, requestCode } from "../../api/auth";
import { ApiError, isCode } from "../../api/client";
import { awaitCode } from "../../app/awaitedCode";
import { say } from "../../app/say";
import { tidyCode } from "../../app/typed";
import { toast } from "../../app/toast";
import { Button, TextField } from "../../design";
import { signIn as w } from "@words/signIn";

interface CodeStepProps {
  email: string;
  onIn: () => Promise<void>;
  onPasskey: () => void;
  onBack: () => void;
}

export function CodeStep({ email, onIn, onPasskey, onBack }: CodeStepProps) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  const attempt = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setProblem("");
    try {
      await work();
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(false);
    }
  };
  const confirm = (event: Event) => {
    event.preventDefault();
    if (!tidyCode(code)) {
      setProblem(w.codeMissing);
      return;
    }
    void attempt(async () => {
      const progress = await confirmCode(tidyCode(code));
      if (progress === "in") await onIn();
      else if (progress === "passkey") onPasskey();
      else setProblem(w.codeWrong);
    });
  };
  const again = () =>
    attempt(async () => {
      await requestCode(email);
      awaitCode(email);
      setCode("");
      toast(w.newCodeSent);
    });

  return (
    <form class="stack" onSubmit={confirm} noValidate>
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
      <Button type="submit" wide busy={busy}>
        {w.confirm}
      </Button>
      <div class="stack-s center-items">
        <Button kind="plain" onClick={again}>
          {w.newCode}
        </Button>
        <Button kind="plain" onClick={onBack}>
          {w.otherEmail}
        </Button>
      </div>
    </form>
  );
}

function explain(error: unknown): string {
  if (isCode(error, "not_pending")) return w.codeExpired;
  if (error instanceof ApiError && error.status === 400) return w.codeWrong;
  return say(error);
}
