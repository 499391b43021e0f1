import { useState } from "preact/hooks";
import { requestCode } from "../../api/auth";
import { say } from "../../app/say";
import { tidyAddress } from "../../app/typed";
import { Button, TextField } from "../../design";
import { signIn as w } from "@words/signIn";

interface EmailStepProps {
  email: string;
  onEmail: (email: string) => void;
  onSent: (email: string) => void;
}

export function EmailStep({ email, onEmail, onSent }: EmailStepProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const address = tidyAddress(email);
    if (!/^\S+@\S+\.\S+$/.test(address)) {
      setProblem(w.emailMissing);
      return;
    }
    setBusy(true);
    setProblem("");
    try {
      await requestCode(address);
      onSent(address);
    } catch (error) {
      setProblem(say(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="stack" onSubmit={submit} noValidate>
      <TextField
        label={w.email}
        hint={w.emailHint}
        error={problem}
        type="email"
        name="email"
        inputMode="email"
        autoComplete="username webauthn"
        autoCapitalize="none"
        value={email}
        onInput={onEmail}
      />
      <Button type="submit" wide busy={busy}>
        {w.sendCode}
      </Button>
    </form>
  );
}
