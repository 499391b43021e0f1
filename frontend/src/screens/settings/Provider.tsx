import { useState } from "preact/hooks";
import { del, isCode, post } from "../../api/client";
import type { GoTo, SignIn } from "../../api/types";
import { say } from "../../app/say";
import { toast } from "../../app/toast";
import { Button, Card, Notice, Problem } from "../../design";
import { provider as w } from "@words/provider";
import { explainOutcome, takeOutcome } from "../sign-in/providerOutcome";
import { type SignInProps, useProvenAction } from "./useProvenAction";

/** Connect or disconnect the sign-in provider. The server first asks for the passkey, or for a recent e-mailed code. */
export function Provider({ signIn, onChange }: SignInProps) {
  const [outcome, setOutcome] = useState(takeOutcome);
  const { busy, problem, run } = useProvenAction((error) =>
    isCode(error, "no_passkey") ? w.lastWayIn(signIn.provider?.name ?? "") : say(error),
  );
  if (!signIn.provider) return null;
  const { name, connected } = signIn.provider;
  const connect = () =>
    run(async () => {
      const { location: there } = await post<GoTo>("/me/provider");
      location.assign(there);
    });
  const disconnect = () =>
    run(async () => {
      await del("/me/provider");
      setOutcome("");
      await onChange();
      toast(w.disconnected(name));
    });
  return (
    <Card title={w.title(name)} class="stack">
      {outcome === "provider_connected" && <Notice>{w.connected(name)}</Notice>}
      <p class="soft">{connected ? state(signIn, name) : w.isOff(name)}</p>
      <Button kind="quiet" busy={busy} onClick={connected ? disconnect : connect}>
        {connected ? w.disconnect(name) : w.connect(name)}
      </Button>
      <Problem>{problem || explainOutcome(outcome, name)}</Problem>
    </Card>
  );
}

function state(signIn: SignIn, name: string): string {
  if (signIn.passkey_only && signIn.email) return w.notWhilePasskeyOnly(name);
  return signIn.passkeys.length > 0 ? `${w.isOn(name)} ${w.passkeyToo}` : w.isOn(name);
}
