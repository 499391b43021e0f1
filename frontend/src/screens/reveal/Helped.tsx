import { del, post } from "../../api/client";
import type { Helped as Answer, Point } from "../../api/types";
import { me } from "../../app/session";
import { Icon, Problem, Segmented, Toggle } from "../../design";
import { reveal as w } from "@words/reveal";
import { AnotherWay } from "./AnotherWay";
import { Told } from "./Told";
import { type PointProps, usePoint } from "./usePoint";

const answers: readonly Answer[] = ["yes", "a_little", "no"];

/** The question "Did it help?": the person's own answer, and a separate choice to share it with the partner. */
export function Helped({ point, partner, onChange }: PointProps) {
  const { voice } = point;
  const { problem, send, path } = usePoint(point, onChange);
  const { helped, told } = voice;
  return (
    <>
      <Told voice={voice} partner={partner} />
      {!(told && helped) && (
        <div class="stack-s">
          <Segmented
            legend={w.helpedLegend}
            options={answers.map((value) => ({ value, label: w.helped[value] }))}
            value={helped}
            onChange={(answer) => send(() => post<Point>(`${path}/helped`, { helped: answer }), { helped: answer })}
          />
          <p class="only-you" aria-live="polite">
            <Icon name="lock" size={16} />
            {helped ? `${w.helpedThanks} ${w.helpedHint}` : w.helpedHint}
          </p>
        </div>
      )}
      {helped && point.role !== "private" && (
        <Toggle
          label={w.tell(partner)}
          hint={hint(helped, told, partner)}
          checked={told}
          onChange={(tell) =>
            send(() => (tell ? post<Point>(`${path}/told`) : del<Point>(`${path}/told`)), { told: tell })
          }
        />
      )}
      <Problem>{problem}</Problem>
      {point.another_way && <AnotherWay way={point.another_way} />}
    </>
  );
}

function hint(helped: Answer, told: boolean, partner: string): string {
  const sentence = w.toldThat[helped](me.value?.display_name || w.yourPartner);
  return told ? w.tellsThis(partner, sentence) : w.wouldTell(partner, sentence);
}
