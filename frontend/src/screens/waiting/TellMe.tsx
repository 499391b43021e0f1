import { useState } from "preact/hooks";
import { get, patch, put } from "../../api/client";
import type { NotificationPreferences } from "../../api/types";
import { recall, remember } from "../../app/remembered";
import { getsMail, me } from "../../app/session";
import { useAction } from "../../app/useAction";
import { useAsync } from "../../app/useAsync";
import { Button, Card, Problem } from "../../design";
import { isDemo } from "../../demo/isDemo";
import { enablePush, pushState } from "../../platform/push";
import { tellMe as w } from "@words/meanwhile";
import { InstallPicture } from "./InstallPicture";

/**
 * Ask once on each device whether to notify this person when the check-in is revealed. The answer changes only this
 * person's reminders, and the partner learns nothing about it.
 */
export function TellMe() {
  const key = `tell-me.${me.value?.id ?? ""}`;
  const { data: state } = useAsync(async () => (isDemo() || recall<boolean>(key) ? null : pushState()));
  const [done, setDone] = useState("");
  const { busy, problem, run } = useAction();
  const finish = (words: string) => {
    remember(key, true);
    setDone(words);
  };
  const agree = () =>
    run(async () => {
      // Ask for the device's permission first: Safari allows that only directly after the tap. On an iPhone that has to
      // install the app first, nothing is asked.
      const here = (await enablePush({ get, put })) === "subscribed";
      if (!here && !getsMail()) {
        finish(w.notHere);
        return;
      }
      const way = here ? { push: true } : { email: true };
      await patch<NotificationPreferences>("/notifications/preferences", { ...way, kinds: { revealed: true } });
      finish(here ? w.onDevice : w.byMail);
    });

  if (done) {
    return (
      <p class="soft small" role="status">
        {done}
      </p>
    );
  }
  if (!state) return null;
  const install = state === "ios-needs-install";
  return (
    <Card title={w.title} tone="sage" class="stack tell-me">
      <p class="soft small">{w.lead}</p>
      {install && (
        <>
          <p>{w.installLead}</p>
          <ol class="install-steps">
            {w.installSteps.map((step, place) => (
              <li key={step}>
                <InstallPicture step={place} />
                {step}
              </li>
            ))}
          </ol>
        </>
      )}
      <div class="stack-s">
        {(!install || getsMail()) && (
          <Button wide icon={install ? undefined : "bell"} busy={busy} onClick={agree}>
            {install ? w.mailInstead : w.yes}
          </Button>
        )}
        <Button wide kind="plain" onClick={() => finish(" ")}>
          {w.no}
        </Button>
      </div>
      <Problem>{problem}</Problem>
    </Card>
  );
}
