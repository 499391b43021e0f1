import { useEffect, useState } from "preact/hooks";
import { signOut } from "../../api/auth";
import { say } from "../../app/say";
import { forgetMe, me } from "../../app/session";
import { toast } from "../../app/toast";
import { hasUnsentWords } from "../../drafts/store";
import { hasUnsentNotes } from "../../pocket/store";
import { Button, Sheet } from "../../design";
import { settings as w } from "@words/settings";

/** Sign out at once. If unsent words would be lost, ask first. */
export function SignOut({ onClose }: { onClose: () => void }) {
  const [ask, setAsk] = useState(false);
  const go = async () => {
    try {
      await signOut();
      await forgetMe();
    } catch (error) {
      toast(say(error));
      onClose();
    }
  };
  useEffect(() => {
    void (async () => {
      const unsent = me.value ? await isUnsent(me.value.id) : false;
      if (unsent) setAsk(true);
      else await go();
    })();
  }, []);
  return (
    <Sheet open={ask} title={w.unsentTitle} onClose={onClose}>
      <p>{w.unsentLead}</p>
      <Button wide onClick={onClose}>
        {w.unsentStay}
      </Button>
      <Button wide kind="danger" onClick={go}>
        {w.unsentGo}
      </Button>
    </Sheet>
  );
}

async function isUnsent(user: string): Promise<boolean> {
  const found = await Promise.all([hasUnsentWords, hasUnsentNotes].map((ask) => ask(user).catch(() => false)));
  return found.includes(true);
}
