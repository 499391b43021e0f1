import { useId, useState } from "preact/hooks";
import { isCode, patch } from "../../api/client";
import type { SignIn } from "../../api/types";
import { say } from "../../app/say";
import { toast } from "../../app/toast";
import { Button, Card, Problem } from "../../design";
import { account as w } from "@words/account";
import { withProof } from "../../app/proof";

interface PasskeyOnlyProps {
  signIn: SignIn;
  onChange: () => Promise<void>;
}

/** Whether a mailed code opens the account. Asks for the passkey each time that this is changed. */
export function PasskeyOnly({ signIn, onChange }: PasskeyOnlyProps) {
  const [kept, setKept] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const tick = useId();
  const change = async (on: boolean) => {
    if (busy) return;
    setBusy(true);
    setProblem("");
    try {
      if (!(await withProof(() => patch<SignIn>("/me/sign-in", { passkey_only: on })))) {
        setProblem(w.notConfirmed);
        return;
      }
      setKept(false);
      await onChange();
      toast(on ? w.onlySwitchedOn : w.onlySwitchedOff);
    } catch (error) {
      setProblem(isCode(error, "passkey_again") ? w.notConfirmed : say(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card as="section" labelledBy="only-title" class="stack">
      <h2 id="only-title">{w.only}</h2>
      <p class="soft">{signIn.passkey_only ? w.onlyIsOn : w.onlyLead}</p>
      {signIn.passkey_only && (
        <Button kind="quiet" busy={busy} onClick={() => change(false)}>
          {w.onlyOff}
        </Button>
      )}
      {!signIn.passkey_only && signIn.passkeys.length === 0 && <p class="soft">{w.onlyNeeds}</p>}
      {!signIn.passkey_only && signIn.passkeys.length > 0 && (
        <>
          <ul class="facts">
            {w.onlyFacts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
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
