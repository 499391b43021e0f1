import { useState } from "preact/hooks";
import { put } from "../../api/client";
import type { Home, Schedule } from "../../api/types";
import { recall, remember } from "../../app/remembered";
import { me } from "../../app/session";
import { dayAndTime } from "../../app/time";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { useAsync } from "../../app/useAsync";
import { weekdayName, weekdays } from "../../platform/week";
import { Button, Card, Problem, SelectField, TextField } from "../../design";
import { isDemo } from "../../demo/isDemo";
import { canOfferPasskey } from "../../platform/passkey";
import { wasSeen } from "../reveal/kept";
import { AddPasskey } from "../sign-in/AddPasskey";
import { firstEvening as w } from "@words/firstEvening";
import { RemindMe } from "./RemindMe";

type Question = "evening" | "passkey" | "done";

interface Props {
  home: Home;
  onChange: () => Promise<void>;
}

/** True if the reveal was opened on this device, or the server knows that the person has looked at it. */
function isOver({ check_in, latest_reveal }: Home): boolean {
  return latest_reveal?.looked_at === true || wasSeen(me.value?.id ?? "", check_in?.id ?? "");
}

/** Ask two things once on each device, after the first reveal: whether the day suits both, and to add a passkey. */
export function FirstEvening({ home, onChange }: Props) {
  const key = `first-evening.${me.value?.space.couple_id ?? ""}`;
  const [step, setStep] = useState<Question>(() => recall<Question>(key) ?? "evening");
  const { data: possible } = useAsync(canOfferPasskey);
  const go = (next: Question) => {
    remember(key, next);
    setStep(next);
  };
  // Ask only after the person has looked at the reveal.
  if (!home.schedule || !isOver(home)) return null;
  if (step === "evening") {
    return <Evening schedule={home.schedule} now={home.now} onChange={onChange} onDone={() => go("passkey")} />;
  }
  if (step === "done" || !possible || isDemo() || me.value?.has_passkey) return null;
  return (
    <Card title={w.passkeyTitle} class="stack">
      <p>{w.passkeyLead}</p>
      <AddPasskey onDone={() => go("done")} />
      <Button kind="plain" onClick={() => go("done")}>
        {w.later}
      </Button>
    </Card>
  );
}

interface EveningProps {
  schedule: Schedule;
  now: string;
  onChange: Props["onChange"];
  onDone: () => void;
}

function Evening({ schedule, now, onChange, onDone }: EveningProps) {
  const [other, setOther] = useState(false);
  const [weekday, setWeekday] = useState(schedule.weekday);
  const [time, setTime] = useState(schedule.local_time.slice(0, 5));
  const { busy, problem, run } = useAction();
  const save = () =>
    run(async () => {
      const { cadence_weeks, time_zone, window_hours } = schedule;
      await put<Schedule>("/schedule", { cadence_weeks, weekday, local_time: time, time_zone, window_hours });
      toast(w.saved);
      onDone();
      await onChange();
    });
  if (!schedule.next_opens_at) return null;
  return (
    <Card title={w.title(dayAndTime(schedule.next_opens_at, new Date(now)))} tone="sage" class="stack">
      <p class="soft small">{w.lead}</p>
      {other && (
        <div class="in-two">
          <SelectField
            label={w.weekday}
            value={String(weekday)}
            onChange={(value) => setWeekday(Number(value) as Schedule["weekday"])}
            options={weekdays().map((day) => ({ value: String(day), label: weekdayName(day) }))}
          />
          <TextField label={w.time} type="time" value={time} onInput={setTime} />
        </div>
      )}
      {!isDemo() && <RemindMe />}
      <Problem>{problem}</Problem>
      {other ? (
        <Button wide busy={busy} disabled={!time} onClick={save}>
          {w.save}
        </Button>
      ) : (
        <div class="stack-s">
          <Button wide onClick={onDone}>
            {w.good}
          </Button>
          <Button wide kind="quiet" onClick={() => setOther(true)}>
            {w.other}
          </Button>
        </div>
      )}
    </Card>
  );
}
