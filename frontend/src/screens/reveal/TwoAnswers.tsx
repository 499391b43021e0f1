import type { Answer } from "../../api/types";
import { ratings } from "@words/ratings";
import { reveal as w } from "@words/reveal";
import "./evidence.css";

interface TwoAnswersProps {
  mine: number | null;
  theirs: number | null;
  partner: string;
  /** The text instead of a level, for example "Skipped". */
  mineWords?: string;
  theirsWords?: string;
}

const levels = [1, 2, 3, 4, 5];

/** Both answers on a line of five points, as two arches. If the answers are equal, the arches become one. */
export function TwoAnswers({ mine, theirs, partner, mineWords, theirsWords }: TwoAnswersProps) {
  return (
    <div class="stack-s">
      {(mine !== null || theirs !== null) && (
        <div class="two-line" aria-hidden="true">
          {levels.map((level) => (
            <span key={level} class={`two-step${level === mine && level === theirs ? " met" : ""}`}>
              {level === mine && <i class="two-mine" />}
              {level === theirs && <i class="two-theirs" />}
            </span>
          ))}
        </div>
      )}
      <dl class="two-words">
        <div>
          <dt>{w.you}</dt>
          <dd>{inWords(mine, mineWords)}</dd>
        </div>
        <div>
          <dt dir="auto">{partner}</dt>
          <dd>{inWords(theirs, theirsWords)}</dd>
        </div>
      </dl>
    </div>
  );
}

/** Return the name of a level, or the text for an answer without a level. */
export function inWords(level: number | null, instead: string = w.notSaid): string {
  return level === null ? instead : (ratings.scale[level - 1] ?? "");
}

/** Return the text for an answer without a level. */
export function withoutLevel({ status }: Pick<Answer, "status">): string {
  return status === "did_not_come_up" ? ratings.didNotComeUp : w.skipped;
}
