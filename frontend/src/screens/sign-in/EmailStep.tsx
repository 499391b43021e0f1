import { requestCode } from "../../api/auth";
import { tidyAddress } from "../../app/typed";
import { useAction } from "../../app/useAction";
import { Form, TextField } from "../../design";
import { signIn as w } from "@words/signIn";

interface EmailStepProps {
  email: string;
  onEmail: (email: string) => void;
  onSent: (email: string) => void;
}

export function EmailStep({ email, onEmail, onSent }: EmailStepProps) {
  const { busy, problem, setProblem, run } = useAction();
  const submit = () => {
    if (busy) return;
    const address = tidyAddress(email);
    if (!/^\S+@\S+\.\S+$/.test(address)) {
      setProblem(w.emailMissing);
      return;
    }
    void run(async () => {
      await requestCode(address);
      onSent(address);
    });
  };
  return (
    <Form button={w.sendCode} busy={busy} onSubmit={submit}>
      <TextField
        label={w.email}
        hint={w.emailHint}
        error={problem}
        type="email"
        name="email"
        autoComplete="username webauthn"
        value={email}
        onInput={onEmail}
      />
    </Form>
  );
}
