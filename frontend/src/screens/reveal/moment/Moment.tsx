import type { Point, Reveal } from "../../../api/types";
import { moment as w } from "@words/moment";
import { reveal as words } from "@words/reveal";
import { Guesses } from "../Guesses";
import { conversationTitle, PointCard, StrengthCard } from "../PointCard";
import { Quotes } from "../Quotes";
import { Opening } from "./Opening";
import { StepFrame } from "./StepFrame";
import { sizeOf, stepsOf, turned } from "./steps";
import type { Step } from "./steps";
import { useTurns } from "./turns";
import "./moment.css";

interface MomentProps {
  reveal: Reveal;
  /** Which part is shown: 0 is "Ready?", 1 is the first step. */
  place: number;
  /** Go to another place. Null shows the reveal as a list. */
  onPlace: (place: number | null) => void;
  onPoint: (point: Point) => void;
}

/** The reveal as a series of steps that show one thing at a time. */
export function Moment({ reveal, place, onPlace, onPoint }: MomentProps) {
  const steps = stepsOf(reveal);
  const step = steps[place - 1];
  const partner = reveal.partner.display_name;
  const all = () => onPlace(null);
  if (!step) return <Opening partner={partner} onOpen={() => onPlace(1)} onAll={all} />;
  return (
    <Turning key={place} step={step} at={place} of={steps.length} reveal={reveal} onPlace={onPlace} onPoint={onPoint} />
  );
}

interface TurningProps extends Omit<MomentProps, "place"> {
  step: Step;
  at: number;
  of: number;
}

function Turning({ step, at, of, reveal, onPlace, onPoint }: TurningProps) {
  const partner = reveal.partner.display_name;
  const turn = (direction: "next" | "back") => onPlace(turned(at, direction, of));
  useTurns((asked) => (asked === "all" ? onPlace(null) : turn(asked)));
  return (
    <StepFrame
      title={titleOf(step, partner)}
      at={at}
      of={of}
      tone={step.kind === "words" ? step.by : undefined}
      onNext={() => turn("next")}
      onBack={at > 1 ? () => turn("back") : undefined}
      onAll={() => onPlace(null)}
    >
      <Shown step={step} reveal={reveal} onPoint={onPoint} />
    </StepFrame>
  );
}

function Shown({ step, reveal, onPoint }: Pick<TurningProps, "step" | "reveal" | "onPoint">) {
  const partner = reveal.partner.display_name;
  switch (step.kind) {
    case "words":
      return (
        <blockquote class={`moment-words ${sizeOf(step.text)}`} dir="auto">
          {step.text}
        </blockquote>
      );
    case "strengths":
      return (
        <>
          {step.points.map((point) => (
            <StrengthCard key={point.id} point={point} partner={partner} />
          ))}
        </>
      );
    case "guesses":
      return <Guesses guesses={step.guesses} partner={partner} />;
    case "wishes":
      return <Quotes reveal={reveal} kind="wish" />;
    case "conversation":
      return (
        <PointCard
          point={step.point}
          partner={partner}
          onPoint={onPoint}
          step
          kindWords={<Quotes reveal={reveal} kind="appreciation" />}
        />
      );
    case "neutral":
      return <p class="lead">{words.neutralBody}</p>;
  }
}

/** Return the heading of a step. */
function titleOf(step: Step, partner: string): string {
  switch (step.kind) {
    case "words":
      return step.by === "theirs" ? w.fromThem(partner) : w.fromYou(partner);
    case "strengths":
      return words.strengths;
    case "guesses":
      return words.guesses;
    case "wishes":
      return words.wishes;
    case "conversation":
      return conversationTitle(step.point, step.place);
    case "neutral":
      return words.neutralTitle;
  }
}
