import { del, post } from "../../api/client";
import type { Point, VoiceChoice } from "../../api/types";
import { plainDate } from "../../app/time";
import { Button, Problem, Segmented } from "../../design";
import { reveal as w } from "@words/reveal";
import { Done } from "./Done";
import { Told } from "./Told";
import { type PointProps, usePoint } from "./usePoint";

const voices: readonly VoiceChoice[] = ["now", "later", "not_for_us"];

/**
 * What each person wants to do with a topic, and whether they talked about it. It shows nothing private, because both
 * may look at this page together.
 */
export function Voice({ point, partner, onChange }: PointProps) {
  const { voice } = point;
  const { busy, problem, send, path } = usePoint(point, onChange);
  if (voice.talked_on) {
    const told = voice.told || voice.partner_told !== null;
    return (
      <div class="voice">
        <Done
          words={w.talkedOn(plainDate(voice.talked_on))}
          // No undo once an answer to "Did it help?" was shared: it would then be about no conversation.
          onUndo={told ? undefined : () => send(() => del<Point>(`${path}/talked`))}
          busy={busy}
        />
        <Problem>{problem}</Problem>
        <Told voice={voice} partner={partner} />
        {!voice.told && <p class="small soft">{w.helpedElsewhere}</p>}
      </div>
    );
  }
  return (
    <div class="voice">
      <Segmented
        legend={w.voiceLegend}
        options={voices.map((value) => ({ value, label: w.voice[value] }))}
        value={voice.mine}
        onChange={(choice) => send(() => post<Point>(`${path}/voice`, { choice }), { mine: choice })}
      />
      <p class="small soft" aria-live="polite">
        {voice.both ? agreed(voice.both, point) : voice.mine ? w.voiceMineOnly(partner) : ""}
      </p>
      <Button kind="quiet" icon="talk" wide busy={busy} onClick={() => send(() => post<Point>(`${path}/talked`))}>
        {w.talked}
      </Button>
      <Problem>{problem}</Problem>
    </div>
  );
}

/** Return the text for a choice that both made. A wish never rests: its author may write it again at any time. */
function agreed(both: VoiceChoice, { role }: Point): string {
  return both === "not_for_us" && role === "wish" ? w.wishNotForUs : w.voiceBoth[both];
}
