import { get } from "../../api/client";
import type { Home } from "../../api/types";
import { partnerLabel } from "../../app/session";
import { useAsync } from "../../app/useAsync";
import { Card } from "../../design";
import { reminders as w } from "@words/settings";
import { Nudge } from "../home/Nudge";

/** The nudge in Settings. It is offered the whole time a check-in is open, so it reveals nothing about its sender. */
export function NudgeNow() {
  const { data } = useAsync(() => get<Home>("/home"));
  if (data?.space.state !== "paired" || data.check_in?.state !== "open" || data.schedule?.paused) return null;
  return (
    <Card title={w.nudgeNow(partnerLabel.value)} class="stack-s">
      <p class="soft">{w.nudgeNowHint}</p>
      <Nudge id={data.check_in.id} />
    </Card>
  );
}
