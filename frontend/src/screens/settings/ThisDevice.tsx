import { useEffect, useState } from "preact/hooks";
import { get, put } from "../../api/client";
import { getsMail } from "../../app/session";
import { useAction } from "../../app/useAction";
import { disablePush, enablePush, pushState, type PushState } from "../../platform/push";
import { useVisibility } from "../../platform/visibility";
import { Button, Card, items, Problem } from "../../design";
import { reminders as w, settings } from "@words/settings";

/**
 * The card about reminders on this device. Each device needs its own permission. `mail`: reminders also come by e-mail.
 */
export function ThisDevice({ mail }: { mail: boolean }) {
  const [state, setState] = useState<PushState | null>(null);
  const { busy, problem, run } = useAction();
  const look = () => void pushState().then(setState);
  useEffect(look, []);
  // The person may have allowed notifications in the browser's settings while the page was hidden.
  useVisibility({ shown: look });
  if (!state) return null;
  const allow = () => run(async () => setState(await enablePush({ get, put })));
  const stop = () => run(async () => setState(await disablePush()));
  const steps = toDo[state];
  return (
    <Card title={w.device} tone="sage" class="stack">
      <p role="status">{words[state]}</p>
      {steps && <ol class="how-to stack-s">{items(steps)}</ol>}
      {(state === "unsupported" || state === "no-worker") && (mail ? <p>{w.mailInstead}</p> : <OtherWay />)}
      {steps && (mail ? <p>{w.mailMeanwhile}</p> : <OtherWay />)}
      {state === "default" && (
        <Button wide icon="bell" busy={busy} onClick={allow}>
          {w.deviceAllow}
        </Button>
      )}
      {state === "subscribed" && (
        <Button kind="quiet" busy={busy} onClick={stop}>
          {w.deviceStop}
        </Button>
      )}
      <Problem>{problem}</Problem>
    </Card>
  );
}

/** The hint about what works without notifications: e-mail if the person can get it, else the calendar. */
function OtherWay() {
  if (getsMail()) return <p>{w.mailIsOff}</p>;
  return (
    <p>
      {w.calendarInstead}{" "}
      <a class="tall" href="/settings/schedule">
        {settings.schedule}
      </a>
    </p>
  );
}

const words: Record<PushState, string> = {
  unsupported: w.deviceUnsupported,
  "ios-needs-install": w.deviceInstall,
  default: w.deviceOff,
  denied: w.deviceDenied,
  "no-worker": w.deviceNoWorker,
  subscribed: w.deviceOn,
};

const toDo: Partial<Record<PushState, readonly string[]>> = {
  denied: w.deviceDeniedSteps,
  "ios-needs-install": w.deviceInstallSteps,
};
