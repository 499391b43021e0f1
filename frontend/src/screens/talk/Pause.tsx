import { Button, Mark, Screen } from "../../design";
import { talk as w } from "@words/talk";
import { showsTimes } from "./times";
import { finish, left, resume } from "./turns";
import type { Turns } from "./turns";

export interface TurnsProps {
  turns: Turns;
  /** The time that the page shows (ms), which may be a second old. A tap reads the clock again. */
  now: number;
  onStep: (turns: Turns) => void;
  quiet: string;
  back: { href: string; label: string };
}

/** The screen of a pause. It does not say who took the pause, and it ends with a tap. */
export function Pause({ turns, now, onStep, quiet, back }: TurnsProps) {
  const ms = left(turns, now) ?? 0;
  return (
    <Screen title={w.pauseTitle} back={back} class="talk talk-pause">
      <Mark size={112} state="apart" />
      <p class="talk-hint">{w.pauseLead}</p>
      <p>{w.pauseWhy}</p>
      <p class="soft">{w.pauseIdea}</p>
      <div class="talk-time">
        {showsTimes.value && ms > 0 && <p>{w.minutesLeft(Math.ceil(ms / 60_000))}</p>}
        <p role="status">{showsTimes.value && ms === 0 && w.pauseOver}</p>
      </div>
      {quiet && (
        <p class="small soft" role="status">
          {quiet}
        </p>
      )}
      <div class="talk-next stack-s">
        <Button wide onClick={() => onStep(resume(turns, Date.now()))}>
          {w.resume}
        </Button>
        <div class="talk-ways">
          <Button kind="plain" onClick={() => onStep(finish(turns, Date.now()))}>
            {w.stopToday}
          </Button>
        </div>
      </div>
    </Screen>
  );
}
