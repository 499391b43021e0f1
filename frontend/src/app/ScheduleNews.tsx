import type { Schedule } from "../api/types";
import { common } from "@words/common";
import { rhythm as w } from "@words/rhythm";
import { partnerName } from "./session";
import { plainDate } from "./time";

/** Who changed the schedule last and on which day, in a sentence. */
export function ScheduleNews({ changed }: { changed: NonNullable<Schedule["changed"]> }) {
  const who = changed.by === "me" ? w.you : (partnerName.value ?? common.yourPartner);
  return <>{w[changed.what](who, plainDate(changed.on))}</>;
}

/** Whether the partner changed the schedule so lately that it is news. `now`: the server's clock. */
export function isNews(changed: Schedule["changed"], now: string): changed is NonNullable<Schedule["changed"]> {
  const days = changed ? (new Date(now).getTime() - new Date(`${changed.on}T00:00:00Z`).getTime()) / 86_400_000 : 0;
  return changed?.by === "partner" && days < 8;
}
