import type { Schedule } from "../api/types";
import { rhythm as w } from "@words/rhythm";
import { partnerLabel } from "./session";
import { plainDate } from "./time";

type ScheduleChange = Schedule["changes"][number];

/** A sentence about each change of the schedule: who made the change, and on which day. */
export function ScheduleNews({ changes }: { changes: readonly ScheduleChange[] }) {
  return (
    <>
      {changes.map((change) => {
        const who = change.by === "me" ? w.you : partnerLabel.value;
        return <p key={`${change.by} ${change.what}`}>{w[change.what](who, plainDate(change.on))}</p>;
      })}
    </>
  );
}

/** Return the partner's recent changes of the schedule. `now` is the server's time. */
export function newsOf(schedule: Schedule | null, now: string): ScheduleChange[] {
  // Data that an older version of the app stored has no changes in it.
  const changes = schedule?.changes ?? [];
  return changes.filter(({ by, on }) => {
    const days = (new Date(now).getTime() - new Date(`${on}T00:00:00Z`).getTime()) / 86_400_000;
    return by === "partner" && days < 8;
  });
}
