import { useRef } from "preact/hooks";
import { get, patch } from "../../api/client";
import type { NotificationPreferences, NotificationPreview } from "../../api/types";
import { choices } from "../../app/choices";
import type { Saving } from "../../app/choices";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { say } from "../../app/say";
import { getsMail } from "../../app/session";
import { toast } from "../../app/toast";
import { useAsync } from "../../app/useAsync";
import { Card, Screen, Segmented, TextField, Toggle } from "../../design";
import { reminders as w, settings } from "@words/settings";
import { ByMail } from "./ByMail";
import { Kinds, type PreferencesProps } from "./Kinds";
import { LockScreen } from "./LockScreen";
import { NudgeNow } from "./NudgeNow";
import { ThisDevice } from "./ThisDevice";
import { TryIt } from "./TryIt";
import "./settings.css";

type Part = Partial<NotificationPreferences>;

const merge = (chosen: NotificationPreferences, part: Part): NotificationPreferences => ({
  ...chosen,
  ...part,
  kinds: { ...chosen.kinds, ...part.kinds },
});

async function load(): Promise<{ chosen: NotificationPreferences; preview: NotificationPreview }> {
  const [chosen, preview] = await Promise.all([
    get<NotificationPreferences>("/notifications/preferences"),
    get<NotificationPreview>("/notifications/preview"),
  ]);
  return { chosen, preview };
}

export default function Reminders() {
  const { data, error, reload, set } = useAsync(load);
  const saving = useRef<Saving<NotificationPreferences, Part> | null>(null);
  const change = async (part: Part) => {
    if (!data) return;
    const { chosen, preview } = data;
    saving.current ??= choices(chosen, merge, (next) => set({ chosen: next, preview }));
    try {
      await saving.current.choose(part, () => patch<NotificationPreferences>("/notifications/preferences", part));
    } catch (problem) {
      toast(say(problem));
    }
  };
  return (
    <Screen title={w.title} back={{ href: "/settings", label: settings.title }}>
      <p class="soft">{w.lead}</p>
      {!data && <LoadingOrProblem error={error} onAgain={reload} />}
      {data && <Choices chosen={data.chosen} preview={data.preview} onChange={change} />}
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
