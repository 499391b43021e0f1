import { useLayoutEffect, useRef } from "preact/hooks";
import type { CheckIn } from "../../api/types";
import { Button, ProgressDots, Screen } from "../../design";
import type { Outcome } from "../../drafts/send";
import { answer as w } from "@words/answer";
import { inSentence, isDone } from "./model";
import { MemoryNotice } from "./MemoryNotice";
import { PromptStep, Sharing } from "./PromptStep";
import { useRoomAbove } from "./useRoomAbove";
import { Review } from "./Review";
import { SaveState } from "./SaveState";
import type { Answering } from "./useAnswering";

/** The second tap of a double tap comes sooner than this; no one reads a prompt so quickly. In milliseconds. */
const DOUBLE_TAP = 350;

interface StepsProps {
  checkIn: CheckIn;
  state: Answering;
  /** From 1; one more than the number of prompts is the review. */
  place: number;
  partner: string | null;
  hrefOf: (place: number) => string;
  /** Show the prompt at this place. */
  onGo: (place: number) => void;
  onSubmit: () => Promise<Outcome>;
  onDiscard: () => Promise<void>;
}

/** One prompt a screen, then the review. */
export function Steps({ checkIn, state, place, partner, hrefOf, onGo, onSubmit, onDiscard }: StepsProps) {
  const { prompts } = checkIn;
  const { answers } = state;
  const prompt = prompts[place - 1];
  /** The person came from the review to change one answer: go back there. */
  const fromReview = useRef(false);
  if (!prompt) fromReview.current = true;

  const shownAt = useRef(0);
  useLayoutEffect(() => {
    scrollTo(0, 0);
    shownAt.current = performance.now();
  }, [place]);

  const bar = useRoomAbove(place);
  const aside = <SaveState state={state} />;
  if (!prompt) {
    return (
      <Screen key="review" title={w.review.title} back={{ href: "/", label: w.leave }} aside={aside} class="answering">
        <MemoryNotice />
        <Review
          prompts={prompts}
          answers={answers}
          partner={partner}
          submitting={state.submitting}
          hrefOf={hrefOf}
          onGo={onGo}
          onSubmit={onSubmit}
          onDiscard={onDiscard}
        />
      </Screen>
    );
  }
  const next = fromReview.current ? prompts.length + 1 : place + 1;
  const nextLabel = fromReview.current ? w.backToReview : place === prompts.length ? w.toReview : w.next;
  return (
    <Screen
      key={prompt.id}
      title={inSentence(prompt, partner)}
      kicker={prompt.tender ? w.tenderKicker : w.kicker[prompt.kind]}
      back={{ href: "/", label: w.leave }}
      aside={aside}
      class="answering"
    >
      <MemoryNotice />
      {prompt.hint && <p class="soft prompt-hint">{prompt.hint}</p>}
      <form
        class="prompt-form"
        onSubmit={(event) => {
          event.preventDefault();
          onGo(next);
        }}
      >
        <PromptStep
          prompt={prompt}
          answer={answers[prompt.id]}
          joined={state.joined.includes(prompt.id)}
          onChange={(answer) => state.change(prompt.id, answer)}
        />
        <div class={bar.fits ? "step-bar" : "step-bar in-flow"} ref={bar.ref}>
          <ProgressDots
            total={prompts.length}
            current={place - 1}
            done={prompts.map((one) => isDone(one, answers[one.id]))}
            label={w.progress(place, prompts.length)}
          />
          <Sharing
            prompt={prompt}
            answer={answers[prompt.id]}
            partner={partner}
            onChange={(answer) => state.change(prompt.id, answer)}
          />
          <div class="step-buttons">
            {place > 1 && <Button kind="quiet" icon="back" label={w.back} onClick={() => onGo(place - 1)} />}
            <Button
              type="submit"
              wide
              kind={isDone(prompt, answers[prompt.id]) ? "primary" : "quiet"}
              onClick={(event) => {
                // The second tap of a double tap would skip a prompt that was never seen.
                if (event.detail > 1 && performance.now() - shownAt.current < DOUBLE_TAP) event.preventDefault();
              }}
            >
              {nextLabel}
            </Button>
          </div>
        </div>
      </form>
    </Screen>
  );
}
