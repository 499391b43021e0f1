import { useRef, useState } from "preact/hooks";
import { confirmCode, requestCode } from "../../api/auth";
import { ApiError, isCode } from "../../api/client";
import { awaitCode } from "../../app/awaitedCode";
import { joiner, peekToken } from "../../app/inviteToken";
import { say } from "../../app/say";
import { tidyCode } from "../../app/typed";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { Form, TextField } from "../../design";
import { signIn as w } from "@words/signIn";
import { BeforeLinking } from "../pair/BeforeLinking";
import { useInvited } from "../pair/useInvited";
import { Alternatives } from "./Alternatives";

/** The number of characters of an e-mailed code. */
const CODE_LENGTH = 8;

interface CodeStepProps {
  email: string;
  onIn: () => Promise<void>;
  onPasskey: () => void;
  onBack: () => void;
}

export function CodeStep({ email, onIn, onPasskey, onBack }: CodeStepProps) {
  const [code, setCode] = useState("");
  const { busy, problem, setProblem, run } = useAction(explain);
  const tried = useRef("");
  /** The invitation of a person who joins by a link. While they wait for the e-mail, they read who runs the server. */
  const [token] = useState(() => (joiner() ? peekToken() : null));
  const { invited } = useInvited(token, true);
  const confirm = (typed: string) => {
    if (busy) return;
    if (!tidyCode(typed)) {
      setProblem(w.codeMissing);
      return;
    }
    tried.current = tidyCode(typed);
    void run(async () => {
      const progress = await confirmCode(tidyCode(typed));
      if (progress === "in") await onIn();
      else if (progress === "passkey") onPasskey();
      else setProblem(w.codeWrong);
    });
  };
  /** A complete code is submitted without a tap, but only the first time. */
  const type = (typed: string) => {
    setCode(typed);
    if (tidyCode(typed).length === CODE_LENGTH && tidyCode(typed) !== tried.current) confirm(typed);
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
    <Form button={w.confirm} busy={busy} onSubmit={() => confirm(code)} below={<Alternatives ways={alternatives} />}>
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
        onInput={type}
      />
      {invited && <BeforeLinking operator={invited.operator} />}
    </Form>
  );
}

function explain(error: unknown): string {
  if (isCode(error, "not_pending")) return w.codeExpired;
  if (error instanceof ApiError && error.status === 400) return w.codeWrong;
  return say(error);
}
