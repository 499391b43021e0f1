import { useId, useState } from "preact/hooks";
import { patch } from "../../api/client";
import type { SignIn } from "../../api/types";
import { toast } from "../../app/toast";
import { Button, Card, items, Problem } from "../../design";
import { account as w } from "@words/account";
import { type SignInProps, useProvenAction } from "./useProvenAction";

/** The choice whether an e-mailed code can sign the person in. Each change asks for the passkey. */
export function PasskeyOnly({ signIn, onChange }: SignInProps) {
  const [kept, setKept] = useState(false);
  const { busy, problem, run } = useProvenAction();
  const tick = useId();
  const change = (on: boolean) =>
    run(async () => {
      await patch<SignIn>("/me/sign-in", { passkey_only: on });
      setKept(false);
      await onChange();
      toast(on ? w.onlySwitchedOn : w.onlySwitchedOff);
    });
  return (
    <Card title={w.only} class="stack">
      <p class="soft">{signIn.passkey_only ? w.onlyIsOn : w.onlyLead}</p>
      {signIn.passkey_only && (
        <Button kind="quiet" busy={busy} onClick={() => change(false)}>
          {w.onlyOff}
        </Button>
      )}
      {!signIn.passkey_only && signIn.passkeys.length === 0 && <p class="soft">{w.onlyNeeds}</p>}
      {!signIn.passkey_only && signIn.passkeys.length > 0 && (
        <>
          <ul class="facts">{items(w.onlyFacts)}</ul>
          <div class="tick">
            <input
              id={tick}
              type="checkbox"
              checked={kept}
              onChange={(event) => setKept(event.currentTarget.checked)}
            />
            <label for={tick}>{w.onlyKept}</label>
          </div>
          <Button wide busy={busy} disabled={!kept} onClick={() => change(true)}>
            {w.onlyOn}
          </Button>
        </>
      )}
      <Problem>{problem}</Problem>
    </Card>
  );
}
