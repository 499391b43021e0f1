import { useState } from "preact/hooks";
import { post } from "../../api/client";
import type { Me } from "../../api/types";
import { setMe } from "../../app/session";
import { tidyAddress, tidyCode } from "../../app/typed";
import { toast } from "../../app/toast";
import { Button, Card, Form, Problem, TextField } from "../../design";
import { account as w } from "@words/account";
import { common } from "@words/common";
import { signIn as words } from "@words/signIn";
import { type SignInProps, useProvenAction } from "./useProvenAction";

type AddressStep = "now" | "new" | "code";

export function Address({ signIn, onChange }: SignInProps) {
  const [step, setStep] = useState<AddressStep>("now");
  const [email, setEmail] = useState("");
  const [code, setCode] = useState("");
  const { busy, problem, setProblem, run } = useProvenAction();
  const go = (next: AddressStep) => {
    setProblem("");
    setCode("");
    setStep(next);
  };
  const send = () => {
    if (!/^\S+@\S+\.\S+$/.test(tidyAddress(email))) {
      setProblem(words.emailMissing);
      return;
    }
    void run(async () => {
      await post("/me/email", { email: tidyAddress(email) });
      go("code");
    });
  };
  const confirm = () =>
    run(async () => {
      setMe(await post<Me>("/me/email/confirm", { code: tidyCode(code) }));
      await onChange();
      setEmail("");
      go("now");
      toast(w.addressChanged);
    });
  return (
    <Card title={w.address} class="stack">
      <p class="soft">{signIn.email ? w.addressNow(signIn.email) : w.addressNone}</p>
      {step === "now" && (
        <Button kind="quiet" onClick={() => go("new")}>
          {signIn.email ? w.addressChange : w.addressAdd}
        </Button>
      )}
      {step === "new" && (
        <Form button={w.addressSend} busy={busy} onSubmit={send}>
          <TextField
            label={w.addressNew}
            hint={signIn.email ? w.addressHint : w.addressFirstHint}
            type="email"
            name="email"
            autoComplete="email"
            value={email}
            onInput={setEmail}
          />
        </Form>
      )}
      {step === "code" && (
        <Form button={w.addressConfirm} busy={busy} onSubmit={confirm}>
          <TextField
            label={w.addressCode(tidyAddress(email))}
            hint={words.codeHint}
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="characters"
            code
            value={code}
            onInput={setCode}
          />
        </Form>
      )}
      {step !== "now" && (
        <Button kind="plain" onClick={() => go("now")}>
          {common.cancel}
        </Button>
      )}
      <Problem>{problem}</Problem>
    </Card>
  );
}
