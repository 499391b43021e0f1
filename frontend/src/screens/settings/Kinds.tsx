import type { NotificationPreferences, NotificationPreview } from "../../api/types";
import { Card, Segmented, Toggle } from "../../design";
import { reminders as w } from "@words/settings";
import { me } from "../../app/session";
import { giveWay } from "./giveWay";

/**
 * Return the kinds of reminders to offer. A person who answers alone is offered only the kinds that they can get. During
 * an upgrade, an older server may answer without names: a switch without a name is left out.
 */
export function offeredKinds(preview: NotificationPreview): string[] {
  const alone = me.value?.space.state === "alone";
  return Object.entries(preview.kinds)
    .filter(([, kind]) => kind.name && !(alone && kind.needs_partner))
    .map(([key]) => key);
}

export interface PreferencesProps {
  chosen: NotificationPreferences;
  preview: NotificationPreview;
  onChange: (part: Partial<NotificationPreferences>) => void;
}

/** The switches for the kinds of reminders: before the reveal, with a limit on their number, and after it. */
export function Kinds({ chosen, preview, onChange }: PreferencesProps) {
  const offered = offeredKinds(preview);
  const asking = offered.filter((kind) => preview.kinds[kind]?.asks_for_answers);
  const afterwards = offered.filter((kind) => !asking.includes(kind));
  const last = giveWay(chosen);
  const toggle = (kind: string) => (
    <Toggle
      key={kind}
      label={preview.kinds[kind]?.name ?? ""}
      hint={last.has(kind) ? w.othersFirst : preview.kinds[kind]?.hint}
      checked={chosen.kinds[kind] ?? false}
      onChange={(on) => onChange({ kinds: { [kind]: on } })}
    />
  );
  return (
    <>
      <Card title={w.asking} class="stack-s">
        <p class="soft">{w.askingHint}</p>
        {asking.map(toggle)}
        <Segmented
          legend={w.atMost}
          value={String(chosen.at_most)}
          onChange={(limit) => onChange({ at_most: Number(limit) as NotificationPreferences["at_most"] })}
          options={["1", "2", "3"].map((limit) => ({ value: limit, label: limit }))}
        />
        {chosen.email && <p class="hint">{w.atMostHint}</p>}
      </Card>
      {afterwards.length > 0 && (
        <Card title={w.after} class="stack-s">
          {afterwards.map(toggle)}
        </Card>
      )}
    </>
  );
}
