import { useState } from "preact/hooks";
import type { NotificationPreferences, NotificationPreview } from "../../api/types";
import { me } from "../../app/session";
import { Mark, SelectField } from "../../design";
import { common } from "@words/common";
import { reminders as w } from "@words/settings";

type PreviewedKind = keyof NotificationPreview;

const labels: Record<PreviewedKind, string> = {
  opening: w.opening,
  repeat: w.repeat,
  last_call: w.lastCall,
  nudge: w.nudge,
  revealed: w.revealed,
  talk_later: w.talkLater,
  helped: w.helped,
};
const kinds = Object.keys(labels) as PreviewedKind[];
/** The reminders for a person who answers alone. */
const alone: readonly PreviewedKind[] = ["opening", "repeat", "last_call"];
const asking: readonly PreviewedKind[] = ["opening", "repeat", "last_call", "nudge"];

interface LockScreenProps {
  chosen: NotificationPreferences;
  preview: NotificationPreview;
}

/** The text of each kind that is switched on, word for word as it will be on the lock screen. */
export function LockScreen({ chosen, preview }: LockScreenProps) {
  const [picked, pick] = useState<PreviewedKind>("opening");
  const offered = me.value?.space.state === "alone" ? alone : kinds;
  const on = offered.filter((kind) => chosen[kind]);
  const kind = on.includes(picked) ? picked : (on[0] ?? "opening");
  const { title, body } = preview[kind][chosen.text];
  return (
    <>
      <h3 id="preview-title">{w.preview}</h3>
      {on.length > 1 && (
        <SelectField
          label={w.previewOf}
          quietLabel
          value={kind}
          onChange={pick}
          options={on.map((each) => ({ value: each, label: labels[each] }))}
        />
      )}
      <div class="lock-screen">
        <div class="lock-note" role="status" aria-labelledby="preview-title">
          <p class="lock-from">
            <Mark size={18} />
            <span>{common.appName}</span>
            <span>{w.previewNow}</span>
          </p>
          <p>
            <strong>{title}</strong>
          </p>
          <p>{body}</p>
        </div>
      </div>
      {asking.includes(kind) && <p class="hint">{w.snoozeHint}</p>}
    </>
  );
}
