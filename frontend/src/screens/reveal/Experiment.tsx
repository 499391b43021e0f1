import { del, post } from "../../api/client";
import type { Point } from "../../api/types";
import { plainDate } from "../../app/time";
import { Button, Icon, Problem } from "../../design";
import { reveal as w } from "@words/reveal";
import { Done } from "./Done";
import { type PointProps, usePoint } from "./usePoint";

/** A small thing to try, and whether the two have tried it. Either person may mark it as tried. */
export function Experiment({ point, onChange }: Pick<PointProps, "point" | "onChange">) {
  const { busy, problem, send, path } = usePoint(point, onChange);
  const tried = point.voice.tried_on;
  if (!point.experiment) return null;
  return (
    <div class="experiment stack-s">
      <p class="part-title">
        <Icon name="spark" size={20} />
        {w.experiment}
      </p>
      <p lang={point.experiment.language}>{point.experiment.text}</p>
      <p class="small">{w.minutes(point.experiment.minutes)}</p>
      {tried ? (
        <Done words={w.triedOn(plainDate(tried))} busy={busy} onUndo={() => send(() => del<Point>(`${path}/tried`))} />
      ) : (
        <div>
          <Button kind="quiet" busy={busy} onClick={() => send(() => post<Point>(`${path}/tried`))}>
            {w.tried}
          </Button>
        </div>
      )}
      <Problem>{problem}</Problem>
    </div>
  );
}
