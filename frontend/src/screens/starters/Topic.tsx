import { useState } from "preact/hooks";
import type { PastPoint, Point } from "../../api/types";
import { partnerName } from "../../app/session";
import { plainDate } from "../../app/time";
import { Icon } from "../../design";
import { ratings } from "@words/ratings";
import { starters as w } from "@words/starters";
import { Experiment } from "../reveal/Experiment";
import { LightQuestions } from "../reveal/LightQuestions";
import { useLiveVoice } from "../reveal/liveVoices";
import { Voice } from "../reveal/Voice";
import { Why } from "../reveal/Why";
import { Wish } from "../reveal/Wish";
import { status } from "./status";

/** A topic of an earlier check-in: one line, which unfolds to why the topic came up and whether it helped. */
export function Topic({ given }: { given: PastPoint }) {
  const [point, setPoint] = useState<Point>(given);
  const [open, setOpen] = useState(false);
  useLiveVoice(point, setPoint, open);
  const partner = partnerName.value || w.partner;
  const title =
    point.reason?.title ?? (point.dimension && !point.words ? ratings.dimensions[point.dimension] : point.headline);
  return (
    <details class={`group ${point.dimension ?? ""}`} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="group-shape" aria-hidden="true" />
        <span class="group-words">
          <span class="soft small">{plainDate(given.date)}</span>
          <strong>{title}</strong>
          <span class={`small ${point.voice.talked_on ? "topic-done" : "soft"}`}>{status(point.voice)}</span>
        </span>
        <Icon name="forward" size={20} class="group-arrow" />
      </summary>
      <div class="group-body stack">
        {point.headline !== title && <p>{point.headline}</p>}
        {point.words && <Wish words={point.words} partner={partner} />}
        {point.light && <LightQuestions light={point.light} />}
        <div>
          <Why why={point.why} partner={partner} />
        </div>
        <Experiment point={point} onChange={setPoint} />
        <Voice point={point} partner={partner} onChange={setPoint} />
        <a class="tall" href={`/reveal/${given.check_in_id}`}>
          {w.thatWeek}
        </a>
      </div>
    </details>
  );
}
