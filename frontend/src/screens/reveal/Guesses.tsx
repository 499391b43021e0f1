import type { Guess } from "../../api/types";
import { reveal as w } from "@words/reveal";
import { inWords } from "./TwoAnswers";

/** The results of the guesses. They are a game, so nothing is graded. */
export function Guesses({ guesses, partner }: { guesses: Guess[]; partner: string }) {
  return (
    <>
      {guesses.map((guess) => (
        <div key={`${guess.by} ${guess.about}`} class="guess stack-s">
          <p class="guess-verdict">{verdict(guess, partner)}</p>
          <p class="small soft">{guess.about}</p>
          <dl class="guess-pair">
            <div>
              <dt>{w.guessed(guess.by === "me" ? w.you : partner)}</dt>
              <dd>{inWords(guess.guessed)}</dd>
            </div>
            <div>
              <dt>{w.answerLabel}</dt>
              <dd>{inWords(guess.answered)}</dd>
            </div>
          </dl>
        </div>
      ))}
    </>
  );
}

/** Return the sentence about one guess. Pure. */
export function verdict(
  { by, guessed, answered }: Pick<Guess, "by" | "guessed" | "answered">,
  partner: string,
): string {
  const off = Math.abs(guessed - answered);
  const mine = by === "me";
  if (off === 0) return mine ? w.guess.exactMine(partner) : w.guess.exactTheirs(partner);
  if (off === 1) return mine ? w.guess.closeMine : w.guess.closeTheirs(partner);
  return mine ? w.guess.farMine(partner) : w.guess.farTheirs(partner);
}
