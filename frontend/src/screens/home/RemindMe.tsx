import { get, patch, put } from "../../api/client";
import type { NotificationPreferences } from "../../api/types";
import { getsMail } from "../../app/session";
import { useAction } from "../../app/useAction";
import { useAsync } from "../../app/useAsync";
import { Problem, Toggle } from "../../design";
import { enablePush, pushState } from "../../platform/push";
import { firstEvening as w } from "@words/firstEvening";

/**
 * The switch for the reminder when a check-in opens. It is on only if a reminder can reach the person, by e-mail or on
 * this device. Turning it on also asks for the permission that is missing.
 */
export function RemindMe() {
  const { data: chosen, set } = useAsync(() => get<NotificationPreferences>("/notifications/preferences"));
  const { data: push, set: setPush } = useAsync(pushState);
  const { problem, run } = useAction();
  if (!chosen || !push) return null;
  const mail = getsMail();
  const arrives = (mail && chosen.email) || (chosen.push && push === "subscribed");
  const remind = (on: boolean) =>
    run(async () => {
      let ways: Partial<NotificationPreferences> = {};
      if (on && !arrives) {
        // Ask for the device's permission first: Safari allows that only directly after the tap.
        const now = await enablePush({ get, put });
        setPush(now);
        if (now !== "subscribed" && !mail) return;
        ways = now === "subscribed" ? { push: true } : { email: true };
      }
      set(await patch<NotificationPreferences>("/notifications/preferences", { ...ways, kinds: { opening: on } }));
    });
  if (!mail && push !== "subscribed" && push !== "default") return <p class="soft small">{w.nowhere}</p>;
  return (
    <>
      <Toggle label={w.remind} checked={arrives && (chosen.kinds["opening"] ?? false)} onChange={remind} />
      <Problem>{problem}</Problem>
    </>
  );
}
