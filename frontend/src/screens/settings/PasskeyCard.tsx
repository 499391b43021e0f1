import { useState } from "preact/hooks";
import { recoveryCodes, removePasskeys } from "../../api/passkeys";
import { isCode } from "../../api/client";
import { loadMe, me } from "../../app/session";
import { say } from "../../app/say";
import { toast } from "../../app/toast";
import { passkeysSupported } from "../../platform/passkey";
import { Button, Card, Notice, Sheet } from "../../design";
import { privacy as w } from "@words/settings";
import { AddPasskey } from "../sign-in/AddPasskey";
import { RecoveryCodes } from "../sign-in/RecoveryCodes";
import { withProof } from "./withProof";

export function PasskeyCard() {
  if (!passkeysSupported()) return null;
  const has = me.value?.has_passkey === true;
  return (
    <Card as="section" labelledBy="passkey-title" class="stack">
      <h2 id="passkey-title">{w.passkeys}</h2>
      <p class="soft">{has ? w.passkeyOn : w.passkeyOff}</p>
      {has ? <Manage /> : <AddPasskey kind="quiet" onDone={() => undefined} />}
    </Card>
  );
}

function Manage() {
  const [codes, setCodes] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const run = async (work: () => Promise<boolean>) => {
    if (busy) return;
    setBusy(true);
    setProblem("");
    try {
      if (!(await work())) setProblem(w.passkeyNot);
    } catch (error) {
      setProblem(isCode(error, "sign_in_again", "passkey_again") ? w.passkeyNot : say(error));
    } finally {
      setBusy(false);
    }
  };
  const show = () =>
    run(async () => {
      const found = await withProof(recoveryCodes);
      if (found?.length === 0) toast(w.passkeyNoCodes);
      if (found) setCodes(found);
      return found !== null;
    });
  const remove = () =>
    run(async () => {
      const gone = await withProof(async () => {
        await removePasskeys();
        return true;
      });
      if (!gone) return false;
      await loadMe();
      toast(w.passkeyRemoved);
      return true;
    });
  return (
    <>
      <div class="stack-s">
        <Button kind="quiet" icon="key" busy={busy} onClick={show}>
          {w.passkeyCodes}
        </Button>
        <Button kind="plain" onClick={remove}>
          {w.passkeyRemove}
        </Button>
      </div>
      {problem && (
        <Notice tone="warn" live>
          {problem}
        </Notice>
      )}
      <Sheet open={codes.length > 0} title={w.passkeyCodesTitle} onClose={() => setCodes([])}>
        <RecoveryCodes codes={codes} onKept={() => setCodes([])} />
      </Sheet>
    </>
  );
}
