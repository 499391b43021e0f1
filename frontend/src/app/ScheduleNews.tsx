import type { Schedule } from "../api/types";
import { common } from "@words/common";
import { rhythm as w } from "@words/rhythm";
import { partnerName } from "./session";
import { plainDate } from "./time";

type Change = Schedule["changes"][number];

/** Who changed the schedule and on which day, a sentence for each change. */
export function ScheduleNews({ changes }: { changes: readonly Change[] }) {
  return (
    <>
      {changes.map((change) => {
        const who = change.by === "me" ? w.you : (partnerName.value ?? common.yourPartner);
        return <p key={`${change.by} ${change.what}`}>{w[change.what](who, plainDate(change.on))}</p>;
      })}
    </>
  );
}

/** What the partner changed so lately that it is news. `now`: the server's clock. */
export function newsOf(schedule: Schedule | null, now: string): Change[] {
  // A week that an older version of the app has kept on the device has no changes in it.
  const changes = schedule?.changes ?? [];
  return changes.filter(({ by, on }) => {
    const days = (new Date(now).getTime() - new Date(`${on}T00:00:00Z`).getTime()) / 86_400_000;
    return by === "partner" && days < 8;
  });
}
