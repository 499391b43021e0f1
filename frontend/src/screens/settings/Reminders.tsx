import { get, patch } from "../../api/client";
import type { NotificationPreferences, NotificationPreview } from "../../api/types";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { say } from "../../app/say";
import { getsMail } from "../../app/session";
import { toast } from "../../app/toast";
import { useAsync } from "../../app/useAsync";
import { valuesOf } from "../../app/valuesOf";
import { Card, Screen, Segmented, TextField, Toggle } from "../../design";
import { reminders as w, settings } from "@words/settings";
import { ByMail } from "./ByMail";
import { Kinds, type PreferencesProps } from "./Kinds";
import { LockScreen } from "./LockScreen";
import { NudgeNow } from "./NudgeNow";
import { ThisDevice } from "./ThisDevice";
import { TryIt } from "./TryIt";
import "./settings.css";

interface Shown {
  chosen: NotificationPreferences;
  preview: NotificationPreview;
}

const withChoice = (shown: Shown, part: Partial<NotificationPreferences>): Shown => ({
  ...shown,
  chosen: { ...shown.chosen, ...part, kinds: { ...shown.chosen.kinds, ...part.kinds } },
});

async function load(): Promise<Shown> {
  const [chosen, preview] = await Promise.all([
    get<NotificationPreferences>("/notifications/preferences"),
    get<NotificationPreview>("/notifications/preview"),
  ]);
  return { chosen, preview };
}

export default function Reminders() {
  const { data, error, reload, change } = useAsync(load);
  const choose = async (part: Partial<NotificationPreferences>) => {
    if (!data) return;
    const kinds = valuesOf(part.kinds ?? {}, data.chosen.kinds);
    const before = { ...valuesOf(part, data.chosen), kinds };
    change((now) => withChoice(now, part));
    try {
      await patch("/notifications/preferences", part);
    } catch (problem) {
      change((now) => withChoice(now, before));
      toast(say(problem));
    }
  };
  return (
    <Screen title={w.title} back={{ href: "/settings", label: settings.title }}>
      <p class="soft">{w.lead}</p>
      {!data && <LoadingOrProblem error={error} onAgain={reload} />}
      {data && <Choices chosen={data.chosen} preview={data.preview} onChange={choose} />}
    </Screen>
  );
}

function Choices({ chosen, preview, onChange }: PreferencesProps) {
  return (
    <>
      <Card title={w.how} class="stack-s">
        <Toggle label={w.push} hint={w.pushHint} checked={chosen.push} onChange={(push) => onChange({ push })} />
        {getsMail() && <ByMail chosen={chosen} onChange={onChange} />}
      </Card>
      {chosen.push && <ThisDevice mail={chosen.email} />}
      <Kinds chosen={chosen} preview={preview} onChange={onChange} />
      <NudgeNow />
      <Card title={w.quiet} class="stack">
        <p class="soft">{w.quietHint}</p>
        <div class="in-two">
          <TextField
            label={w.quietFrom}
            type="time"
            value={chosen.quiet_from.slice(0, 5)}
            onInput={(quiet_from) => quiet_from && onChange({ quiet_from })}
          />
          <TextField
            label={w.quietTo}
            type="time"
            value={chosen.quiet_to.slice(0, 5)}
            onInput={(quiet_to) => quiet_to && onChange({ quiet_to })}
          />
        </div>
      </Card>
      <Card title={w.text} class="stack">
        <Segmented
          legend={w.text}
          quietLegend
          value={chosen.text}
          onChange={(text) => onChange({ text })}
          options={[
            { value: "generic", label: w.generic },
            { value: "warm", label: w.warm },
          ]}
        />
        <p class="soft">{w.textHint}</p>
        <LockScreen chosen={chosen} preview={preview} />
      </Card>
      {(chosen.push || chosen.email) && <TryIt chosen={chosen} />}
    </>
  );
}
