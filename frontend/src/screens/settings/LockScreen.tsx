import { useState } from "preact/hooks";
import { Mark, SelectField } from "../../design";
import { common } from "@words/common";
import { reminders as w } from "@words/settings";
import { offeredKinds, type PreferencesProps } from "./Kinds";

/** A preview of the lock screen, with the exact text of each kind of reminder that is switched on. */
export function LockScreen({ chosen, preview }: Pick<PreferencesProps, "chosen" | "preview">) {
  const [picked, pick] = useState("");
  const offered = offeredKinds(preview);
  const on = offered.filter((kind) => chosen.kinds[kind]);
  const kind = on.includes(picked) ? picked : (on[0] ?? offered[0] ?? "");
  const shown = preview.kinds[kind];
  if (!shown) return null;
  const { title, body } = shown[chosen.text];
  return (
    <>
      <h3 id="preview-title">{w.preview}</h3>
      {on.length > 1 && (
        <SelectField
          label={w.previewOf}
          quietLabel
          value={kind}
          onChange={pick}
          options={on.map((each) => ({ value: each, label: preview.kinds[each]?.name ?? "" }))}
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
      {shown.asks_for_answers && <p class="hint">{w.snoozeHint}</p>}
    </>
  );
}
