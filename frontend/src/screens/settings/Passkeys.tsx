import { useState } from "preact/hooks";
import { isCode } from "../../api/client";
import { makeRecoveryCodes, removePasskey } from "../../api/passkeys";
import { say } from "../../app/say";
import { getsMail, loadMe } from "../../app/session";
import { shortDate } from "../../app/time";
import { toast } from "../../app/toast";
import { passkeysSupported } from "../../platform/passkey";
import { Button, Card, Problem } from "../../design";
import { account as w } from "@words/account";
import { withoutMail } from "@words/wayIn";
import { AddPasskey } from "../sign-in/AddPasskey";
import { RecoveryCodes } from "../sign-in/RecoveryCodes";
import { type SignInProps, useProvenAction } from "./useProvenAction";

export function Passkeys({ signIn, onChange }: SignInProps) {
  const [codes, setCodes] = useState<string[]>([]);
  const { busy, problem, run } = useProvenAction(explain);
  const some = signIn.passkeys.length > 0;
  const words = getsMail() ? w : withoutMail;
  /** True if the last passkey cannot be removed, because the person cannot sign in with an e-mailed code. */
  const stays = signIn.passkeys.length === 1 && (signIn.passkey_only || !getsMail());
  const remove = (id: number) =>
    run(async () => {
      await removePasskey(id);
      await Promise.all([onChange(), loadMe()]);
      toast(w.removed);
    });
  const make = () => run(async () => setCodes(await makeRecoveryCodes()));
  const kept = () => {
    setCodes([]);
    void onChange();
  };
  return (
    <Card title={w.passkeys} class="stack">
      <p class="soft">{some ? words.passkeysSome : passkeysSupported() ? words.passkeysNone : w.passkeysUnsupported}</p>
      {some && (
        <ul class="bare kept-list">
          {signIn.passkeys.map((passkey) => (
            <li key={passkey.id} class="device-row">
              <div>
                <p class="kept-name">{passkey.name}</p>
                <p class="soft small">{w.added(shortDate(passkey.added_at))}</p>
                {stays && <p class="soft small">{words.lastOne}</p>}
              </div>
              {!stays && (
                <Button kind="quiet" busy={busy} label={w.removeNamed(passkey.name)} onClick={() => remove(passkey.id)}>
                  {w.remove}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {passkeysSupported() && <AddPasskey kind="quiet" onDone={() => void onChange()} />}
      {some && (
        <>
          <h3>{w.codes}</h3>
          <p class="soft">{w.codesLeft(signIn.recovery_codes_left)}</p>
          <Button kind="quiet" icon="key" busy={busy} onClick={make}>
            {w.makeCodes}
          </Button>
        </>
      )}
      <Problem>{problem}</Problem>
      <RecoveryCodes title={w.codesTitle} codes={codes} onKept={kept} />
    </Card>
  );
}

const explain = (error: unknown): string => (isCode(error, "sign_in_again") ? w.notConfirmed : say(error));
