import type { NotificationPreferences } from "../../api/types";
import { Card, Segmented, Toggle } from "../../design";
import { reminders as w } from "@words/settings";
import { me } from "../../app/session";
import { giveWay } from "./giveWay";

export type ChangePreferences = (part: Partial<NotificationPreferences>) => void;

interface KindsProps {
  chosen: NotificationPreferences;
  onChange: ChangePreferences;
}

/**
 * The kinds of reminders: those that ask for answers, with their limit, and those after the reveal. A person who
 * answers alone sees only the kinds that they can get.
 */
export function Kinds({ chosen, onChange }: KindsProps) {
  const last = giveWay(chosen);
  const alone = me.value?.space.state === "alone";
  return (
    <>
      <Card as="section" labelledBy="asking-title" class="stack-s">
        <h2 id="asking-title">{w.asking}</h2>
        <p class="soft">{w.askingHint}</p>
        <Toggle label={w.opening} checked={chosen.opening} onChange={(opening) => onChange({ opening })} />
        <Toggle
          label={w.repeat}
          hint={last.has("repeat") ? w.othersFirst : w.repeatHint}
          checked={chosen.repeat}
          onChange={(repeat) => onChange({ repeat })}
        />
        <Toggle
          label={w.lastCall}
          hint={last.has("last_call") ? w.othersFirst : w.lastCallHint}
          checked={chosen.last_call}
          onChange={(last_call) => onChange({ last_call })}
        />
        {!alone && (
          <Toggle label={w.nudge} hint={w.nudgeHint} checked={chosen.nudge} onChange={(nudge) => onChange({ nudge })} />
        )}
        <Segmented
          legend={w.atMost}
          value={limits[chosen.at_most]}
          onChange={(limit) => onChange({ at_most: atMost[limit] })}
          options={[
            { value: "1", label: "1" },
            { value: "2", label: "2" },
            { value: "3", label: "3" },
          ]}
        />
        <p class="hint">{w.atMostHint}</p>
      </Card>
      {!alone && <Afterwards chosen={chosen} onChange={onChange} />}
    </>
  );
}

/** The reminders of a couple after a reveal. */
function Afterwards({ chosen, onChange }: KindsProps) {
  return (
    <Card as="section" labelledBy="after-title" class="stack-s">
      <h2 id="after-title">{w.after}</h2>
      <Toggle
        label={w.revealed}
        hint={w.revealedHint}
        checked={chosen.revealed}
        onChange={(revealed) => onChange({ revealed })}
      />
      <Toggle
        label={w.talkLater}
        hint={w.talkLaterHint}
        checked={chosen.talk_later}
        onChange={(talk_later) => onChange({ talk_later })}
      />
      <Toggle
        label={w.helped}
        hint={w.helpedHint}
        checked={chosen.helped}
        onChange={(helped) => onChange({ helped })}
      />
    </Card>
  );
}

const limits = { 1: "1", 2: "2", 3: "3" } as const;
const atMost = { "1": 1, "2": 2, "3": 3 } as const;
