import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { signOut } from "../../api/auth";
import { download, isCode, post } from "../../api/client";
import { forgetMe, me, partnerLabel } from "../../app/session";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { Button, Card, items, Notice, Problem, Screen, Sheet } from "../../design";
import { settings, yourData as w } from "@words/settings";
import { saveFile } from "../../platform/saveFile";
import { withProof } from "../../app/proof";
import "./settings.css";

/** The page on which a person downloads a copy of their data, or erases their account. */
export default function YourData() {
  if (!me.value) return null;
  return (
    <Screen title={w.title} back={{ href: "/settings", label: settings.title }}>
      <p>{w.lead}</p>
      <Copy />
      <Erase />
    </Screen>
  );
}

function Copy() {
  const { busy, problem, run } = useAction();
  const [again, setAgain] = useState(false);
  const save = () =>
    run(async () => {
      setAgain(false);
      try {
        const file = await withProof(() => download("/me/export"));
        if (!file) return;
        saveFile(file, `side-by-side-${new Date().toISOString().slice(0, 10)}.zip`);
        toast(w.copied);
      } catch (error) {
        if (!isCode(error, "sign_in_again", "passkey_again")) throw error;
        setAgain(true);
      }
    });
  const signInAgain = () =>
    run(async () => {
      await signOut();
      await forgetMe();
    });
  return (
    <Card title={w.copyTitle} class="stack">
      <p class="soft">{w.copyLead}</p>
      <Button wide kind="quiet" busy={busy} onClick={save}>
        {w.copy}
      </Button>
      {again && (
        <Notice live>
          <p>{w.again}</p>
          <Button kind="plain" onClick={signInAgain}>
            {w.signInAgain}
          </Button>
        </Notice>
      )}
      <Problem>{problem}</Problem>
    </Card>
  );
}

function Erase() {
  const { route } = useLocation();
  const { busy, problem, run } = useAction();
  const [asking, setAsking] = useState(false);
  const together = me.value?.space.state === "paired";
  const erase = () =>
    run(async () => {
      await post("/me/erase", { confirm: "erase everything" });
      setAsking(false);
      await forgetMe();
      toast(w.erased, { lasts: 12_000 });
      route("/", true);
    });
  return (
    <Card title={w.eraseTitle} class="stack">
      <p class="soft">{w.eraseLead}</p>
      <Button wide kind="plain" onClick={() => setAsking(true)}>
        {w.erase}
      </Button>
      <Sheet open={asking} title={w.sureTitle} onClose={() => setAsking(false)}>
        <ul class="facts">{items(together ? w.factsTogether(partnerLabel.value) : w.facts)}</ul>
        <Button wide kind="danger" busy={busy} onClick={erase}>
          {w.sure}
        </Button>
        <Button wide kind="quiet" onClick={() => setAsking(false)}>
          {w.keep}
        </Button>
        <Problem>{problem}</Problem>
      </Sheet>
    </Card>
  );
}
