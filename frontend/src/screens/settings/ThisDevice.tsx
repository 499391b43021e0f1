import { useEffect, useState } from "preact/hooks";
import { get, post, put } from "../../api/client";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { disablePush, enablePush, pushState, type PushState } from "../../platform/push";
import { Button, Card, Notice } from "../../design";
import { reminders as w } from "@words/settings";

/** Whether this very device may show reminders; each one has to be allowed by itself. */
export function ThisDevice() {
  const [state, setState] = useState<PushState | null>(null);
  const { busy, problem, run } = useAction();
  useEffect(() => {
    void pushState().then(setState);
  }, []);
  if (!state) return null;
  const allow = () => run(async () => setState(await enablePush({ get, put })));
  const stop = () => run(async () => setState(await disablePush()));
  const test = () =>
    run(async () => {
      await post("/notifications/test");
      toast(w.tested);
    });
  return (
    <Card as="section" labelledBy="device-title" tone="sage" class="stack">
      <h2 id="device-title">{w.device}</h2>
      <p role="status">{words[state]}</p>
      {state === "default" && (
        <Button wide icon="bell" busy={busy} onClick={allow}>
          {w.deviceAllow}
        </Button>
      )}
      {state === "subscribed" && (
        <div class="row">
          <Button kind="quiet" busy={busy} onClick={test}>
            {w.test}
          </Button>
          <Button kind="plain" onClick={stop}>
            {w.deviceStop}
          </Button>
        </div>
      )}
      {problem && (
        <Notice tone="warn" live>
          {problem}
        </Notice>
      )}
    </Card>
  );
}

const words: Record<PushState, string> = {
  unsupported: w.deviceUnsupported,
  "ios-needs-install": w.deviceInstall,
  default: w.deviceOff,
  denied: w.deviceDenied,
  subscribed: w.deviceOn,
};
