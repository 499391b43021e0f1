import { useState } from "preact/hooks";
import { recover } from "../../api/auth";
import { ApiError } from "../../api/client";
import { say } from "../../app/say";
import { sendsMail } from "../../app/session";
import { tidyAddress, tidyCode } from "../../app/typed";
import { useAction } from "../../app/useAction";
import { Form, TextField } from "../../design";
import { signIn as w } from "@words/signIn";
import { wayIn } from "@words/wayIn";
import { Alternatives } from "./Alternatives";

interface RecoverStepProps {
  email: string;
  onEmail: (email: string) => void;
  onIn: () => Promise<void>;
  onBack: () => void;
}

const words = () =>
  sendsMail.value
    ? { lead: w.recoverLead, wrong: w.recoverWrong }
    : { lead: wayIn.recoverLead, wrong: wayIn.recoverWrong };

/**
 * The form for a person who signs in by passkey only and has lost it. It asks for their address and a recovery code, or
 * for the code alone on a server that sends no e-mail.
 */
export function RecoverStep({ email, onEmail, onIn, onBack }: RecoverStepProps) {
  const [code, setCode] = useState("");
  const { busy, problem, setProblem, run } = useAction(explain);
  const submit = () =>
    run(async () => {
      const address = sendsMail.value ? tidyAddress(email) : "";
      if ((await recover(address || undefined, tidyCode(code))) === "in") await onIn();
      else setProblem(words().wrong);
    });
  return (
    <Form
      button={w.confirm}
      busy={busy}
      onSubmit={submit}
      below={<Alternatives ways={[{ words: w.recoverBack, go: onBack }]} />}
    >
      <p class="lead">{words().lead}</p>
      {sendsMail.value && (
        <TextField label={w.email} type="email" name="email" autoComplete="username" value={email} onInput={onEmail} />
      )}
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
    </Form>
  );
}

function explain(error: unknown): string {
  const wrong = error instanceof ApiError && error.status === 400 && error.code !== "too_many_login_attempts";
  return wrong ? words().wrong : say(error);
}
