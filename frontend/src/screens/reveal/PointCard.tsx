import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Point } from "../../api/types";
import { ratings } from "@words/ratings";
import { reveal as w } from "@words/reveal";
import { AgreementForm } from "../agreements/AgreementForm";
import { Disclosure } from "./Disclosure";
import { Experiment } from "./Experiment";
import { LightQuestions } from "./LightQuestions";
import { useLiveVoice } from "./liveVoices";
import { TalkLink } from "../talk/TalkLink";
import { Starters } from "./Starters";
import type { PointProps } from "./usePoint";
import { Voice } from "./Voice";
import { Why } from "./Why";
import { Wish } from "./Wish";
import "./point.css";

interface PointCardProps extends Pick<PointProps, "point" | "partner"> {
  /** Called with the changed point after each change, also after a change by the partner. */
  onPoint?: (point: Point) => void;
  /** True if the card fills a step of the reveal. What the two can do comes first, and a tap unfolds the rest. */
  step?: boolean;
  /** The kind words that a light conversation asks about. */
  kindWords?: ComponentChildren;
}

/** The card of a talking point: its topic, why it came up, starters, and a small thing to try. */
export function PointCard({ point: given, partner, onPoint, step, kindWords }: PointCardProps) {
  const [point, setPoint] = useState(given);
  const change = (next: Point): void => {
    setPoint(next);
    onPoint?.(next);
  };
  useLiveVoice(point, change);
  const id = `point-${point.id}`;
  const { reason, light } = point;
  const experiment = <Experiment point={point} onChange={change} />;
  const agreement = !light && <AgreementForm experiment={point.experiment} />;
  const voice = <Voice point={point} partner={partner} onChange={change} />;
  return (
    <article class="point" aria-labelledby={id}>
      <header class="stack-s">
        {(point.dimension || point.recurring) && (
          <p class="point-kicker">
            {point.dimension && <span>{ratings.dimensions[point.dimension]}</span>}
            {point.recurring && <span>{w.again}</span>}
          </p>
        )}
        <h3 id={id}>{point.headline}</h3>
        {point.words && <Wish words={point.words} partner={partner} />}
        {reason && !light && <p lang={reason.language}>{reason.summary}</p>}
        {!light && <p class="small soft">{w.needNot}</p>}
      </header>
      {light?.kind === "news" && kindWords}
      {light && <LightQuestions light={light} />}
      <div>
        <Why why={point.why} partner={partner} />
        {reason && !light && (
          <Disclosure label={w.meaning}>
            <p>{reason.meaning}</p>
            <p>
              <strong>{w.notThis}: </strong>
              {reason.not_this}
            </p>
          </Disclosure>
        )}
      </div>
      {!step && <Starters point={point} partner={partner} />}
      <TalkLink point={point} />
      {!step && experiment}
      {!step && agreement}
      {voice}
      {step && !light && (
        <Disclosure label={w.toStart}>
          <Starters point={point} partner={partner} />
          {experiment}
          {agreement}
        </Disclosure>
      )}
    </article>
  );
}

/** The short card about something that went well. */
export function StrengthCard({ point, partner }: Pick<PointProps, "point" | "partner">) {
  const id = `point-${point.id}`;
  return (
    <article class="point strength" aria-labelledby={id}>
      <header class="stack-s">
        {point.dimension && <p class="point-kicker">{ratings.dimensions[point.dimension]}</p>}
        <h3 id={id}>{point.headline}</h3>
      </header>
      <Why why={point.why} partner={partner} />
    </article>
  );
}

/** Return the heading above a conversation. `place` is its number among the conversations, from 0. */
export function conversationTitle({ role }: Pick<Point, "role">, place: number): string {
  if (place > 0) return w.more;
  return role === "wish" || role === "light" ? w.conversation[role] : w.conversation.main;
}
