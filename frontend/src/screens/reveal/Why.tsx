import type { Evidence, Point } from "../../api/types";
import { plainDate } from "../../app/time";
import { reveal as w } from "@words/reveal";
import { Disclosure } from "./Disclosure";
import { inWords, TwoAnswers } from "./TwoAnswers";

interface WhyProps {
  why: Point["why"];
  partner: string;
  /** True on a private card, which shows only the person's own answers. */
  alone?: boolean;
}

/** Why a topic came up: the engine's rule in words, then the answers with their dates. */
export function Why({ why, partner, alone }: WhyProps) {
  return (
    <Disclosure label={w.why}>
      {why.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {why.evidence.length > 0 && (
        <ul class="bare evidence">
          {why.evidence.map((one) => (
            <li key={`${one.date} ${one.prompt}`} class="stack-s">
              <p class="evidence-prompt">
                <span class="evidence-date">{plainDate(one.date)}</span>
                <span lang={one.language}>{one.prompt}</span>
              </p>
              {alone ? (
                <p class="evidence-own">{inWords(one.mine)}</p>
              ) : (
                <TwoAnswers mine={one.mine} theirs={one.theirs} partner={partner} />
              )}
              <Guessed one={one} partner={partner} />
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}

function Guessed({ one, partner }: { one: Evidence; partner: string }) {
  if (!one.guess) return null;
  return (
    <p class="small soft">
      {w.guessed(one.guess_by === "me" ? w.you : partner)}: {inWords(one.guess)}
    </p>
  );
}
