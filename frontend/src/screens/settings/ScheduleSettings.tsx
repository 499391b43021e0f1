import { useState } from "preact/hooks";
import { ApiError, del, get, isCode, post, put } from "../../api/client";
import type { Schedule } from "../../api/types";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { ScheduleNews } from "../../app/ScheduleNews";
import { partnerName } from "../../app/session";
import { dayAndTime } from "../../app/time";
import { weekdays } from "../../platform/week";
import { allZones, nearestZone, zoneLabel } from "../../platform/zones";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { useAsync } from "../../app/useAsync";
import { Button, Card, EmptyState, Form, Problem, Screen, Segmented, SelectField, TextField } from "../../design";
import { common } from "@words/common";
import { zones } from "@words/zones";
import { schedule as w, settings } from "@words/settings";
import { CalendarAddress } from "./CalendarAddress";
import "./settings.css";

export default function ScheduleSettings() {
  const { data, error, reload, set } = useAsync(() => get<Schedule>("/schedule"));
  const none = isCode(error, "not_found");
  return (
    <Screen title={w.title} back={{ href: "/settings", label: settings.title }}>
      {!data && !none && <LoadingOrProblem error={error} onAgain={reload} />}
      {none && (
        <EmptyState title={w.none}>
          <p>{w.noneLead}</p>
        </EmptyState>
      )}
      {data && (
        <>
          <p class="soft">{partnerName.value ? w.lead : w.leadAlone}</p>
          {data.changes.length > 0 && (
            <div class="soft small">
              <ScheduleNews changes={data.changes} />
            </div>
          )}
          <When schedule={data} onChange={set} />
          <CalendarAddress />
          <QuietBreak schedule={data} onChange={set} />
          <Pause schedule={data} onChange={set} />
        </>
      )}
    </Screen>
  );
}

interface PartProps {
  schedule: Schedule;
  onChange: (schedule: Schedule) => void;
}

function When({ schedule, onChange }: PartProps) {
  const [next, setNext] = useState(schedule);
  const [zoneProblem, setZoneProblem] = useState("");
  const { busy, problem, run } = useAction();
  const change = (part: Partial<Schedule>) => setNext({ ...next, ...part });
  const save = () =>
    run(async () => {
      const { cadence_weeks, weekday, local_time, time_zone, window_hours } = next;
      setZoneProblem("");
      const wanted = { cadence_weeks, weekday, local_time, time_zone, window_hours };
      const saved = await put<Schedule>("/schedule", wanted).catch((error: unknown) => {
        if (!(error instanceof ApiError) || !error.fields["time_zone"]) throw error;
        const instead = nearestZone(time_zone);
        setZoneProblem(zones.unknown(zoneLabel(time_zone), zoneLabel(instead)));
        setNext({ ...next, time_zone: instead });
        return null;
      });
      if (!saved) return;
      setNext(saved);
      onChange(saved);
      toast(w.saved);
    });
  return (
    <Form button={common.save} busy={busy} disabled={!next.local_time} onSubmit={save}>
      <Segmented
        legend={w.cadence}
        value={String(next.cadence_weeks) as "1" | "2"}
        onChange={(value) => change({ cadence_weeks: value === "1" ? 1 : 2 })}
        options={[
          { value: "1", label: w.weekly },
          { value: "2", label: w.fortnightly },
        ]}
      />
      <div class="in-two">
        <SelectField
          label={w.weekday}
          value={String(next.weekday)}
          onChange={(value) => change({ weekday: Number(value) as Schedule["weekday"] })}
          options={weekdays().map((day) => ({ value: String(day), label: w.weekdays[day] ?? "" }))}
        />
        <TextField
          label={w.time}
          type="time"
          value={next.local_time.slice(0, 5)}
          onInput={(local_time) => change({ local_time })}
        />
      </div>
      <SelectField
        label={w.zone}
        error={zoneProblem}
        value={next.time_zone}
        onChange={(time_zone) => change({ time_zone })}
        options={allZones(next.time_zone).map((value) => ({ value, label: zoneLabel(value) }))}
      />
      <p class="soft small">
        {w.window(schedule.window_hours)} {schedule.next_opens_at && w.next(dayAndTime(schedule.next_opens_at))}
      </p>
      <Problem>{problem}</Problem>
    </Form>
  );
}

/** The quiet break of this person. The partner sees only weeks without an answer. */
function QuietBreak({ schedule, onChange }: PartProps) {
  const { busy, problem, run } = useAction();
  const turn = () =>
    run(async () => {
      const next = await (schedule.resting ? del<Schedule>("/schedule/rest") : put<Schedule>("/schedule/rest"));
      onChange(next);
      toast(next.resting ? w.resting : w.rested);
    });
  return (
    <Card title={w.restTitle} tone="sage" class="stack">
      <p>{partnerName.value ? w.restLead(partnerName.value) : w.restLeadAlone}</p>
      <Button kind="quiet" icon={schedule.resting ? "play" : "pause"} busy={busy} onClick={turn}>
        {schedule.resting ? w.restEnd : w.rest}
      </Button>
      <Problem>{problem}</Problem>
    </Card>
  );
}

/** The pause of the couple's check-ins. Both see it, and either may end it. */
function Pause({ schedule, onChange }: PartProps) {
  const { busy, problem, run } = useAction();
  const turn = () =>
    run(async () => {
      const next = await post<Schedule>(schedule.paused ? "/schedule/resume" : "/schedule/pause");
      onChange(next);
      toast(next.paused ? w.paused : w.resumed);
    });
  return (
    <Card title={partnerName.value ? w.pauseTitle : w.pauseTitleAlone} tone="deep" class="stack">
      <p>{partnerName.value ? w.pauseLead : w.pauseLeadAlone}</p>
      <Button kind="quiet" icon={schedule.paused ? "play" : "pause"} busy={busy} onClick={turn}>
        {schedule.paused ? w.resume : w.pause}
      </Button>
      <Problem>{problem}</Problem>
    </Card>
  );
}
