import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Answer, Prompt } from "../../api/types";
import { Button, ProgressDots, Screen } from "../../design";
import { answer as w } from "@words/answer";
import { tapsGoOn, useSoon } from "./goingOn";
import { blankFor, inSentence, isDone, isKeepIt } from "./model";
import { MemoryNotice } from "./MemoryNotice";
import { PromptStep } from "./PromptStep";
import { Sharing, keepUsualSharing, usualSharing } from "./Sharing";
import { useRoomAbove } from "./useRoomAbove";
import { Review, type ReviewProps } from "./Review";
import { SaveState } from "./SaveState";

/** The longest time (ms) between the two taps of a double tap. No one reads a prompt that quickly. */
const DOUBLE_TAP = 350;

/** The time (ms) in which a tap on Next counts as habit, after an answer has already opened the next prompt. */
const HABIT = 1000;

/** The prompt from which a tap on an answer has moved on, and its answer before that tap, to undo it. */
interface Left {
  place: number;
  prompt: Prompt;
  before: Answer;
}

interface StepsProps extends ReviewProps {
  /** The number of the prompt, from 1. One more than the number of prompts is the review. */
  place: number;
}

/** The steps of a check-in: each prompt on its own screen, then the review. */
export function Steps({ place, ...props }: StepsProps) {
  const { checkIn, state, partner, onGo } = props;
  const { prompts } = checkIn;
  const { answers } = state;
  const prompt = prompts[place - 1];
  /** True if the person came from the review to change one answer. The next step is then the review. */
  const fromReview = useRef(false);
  if (!prompt) fromReview.current = true;

  const shownAt = useRef(0);
  /** The place to which an answer has moved the page without a tap on Next. */
  const broughtTo = useRef(0);
  useLayoutEffect(() => {
    scrollTo(0, 0);
    shownAt.current = performance.now();
  }, [place]);

  const [last, setLast] = useState<Left | null>(null);
  const { soon, stop } = useSoon<Left>(place);

  const bar = useRoomAbove(place);
  const aside = <SaveState state={state} />;
  if (!prompt) {
    return (
      <Screen key="review" title={w.review.title} back={{ href: "/", label: w.leave }} aside={aside} class="answering">
        <MemoryNotice />
        <Review {...props} />
      </Screen>
    );
  }
  const given = answers[prompt.id];
  const answer = given ?? blankFor(prompt, (partner && usualSharing()) || "share");
  const tapped = (answered: boolean): void => {
    const chose = !partner || usualSharing() !== null;
    if (!answered || prompt.tender || !chose || fromReview.current || !tapsGoOn()) return stop();
    soon({ place, prompt, before: answer }, (leaving) => {
      setLast(leaving);
      broughtTo.current = place + 1;
      onGo(place + 1);
    });
  };
  const undo = last?.place === place - 1 ? last : null;
  const goBack = (): void => {
    if (undo) state.change(undo.prompt.id, undo.before);
    setLast(null);
    onGo(place - 1);
  };
  const next = fromReview.current ? prompts.length + 1 : place + 1;
  const nextLabel = fromReview.current ? w.backToReview : place === prompts.length ? w.toReview : w.next;
  return (
    <Screen
      key={prompt.id}
      title={inSentence(prompt, partner)}
      titleLang={prompt.kind === "guess" ? undefined : prompt.language}
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
          stop();
          setLast(null);
          // The person has seen the usual sharing choice and confirms it with this tap.
          if (partner && !prompt.tender && !isKeepIt(prompt) && !usualSharing()) keepUsualSharing(answer.sharing);
          onGo(next);
        }}
      >
        <PromptStep
          prompt={prompt}
          answer={answer}
          partner={partner}
          endsInWords={prompts.some(({ kind }) => kind === "wish")}
          joined={state.joined.includes(prompt.id)}
          onChange={(changed) => state.change(prompt.id, changed)}
          onTapped={tapped}
        />
        <div class={bar.fits ? "step-bar stack-s" : "step-bar stack-s in-flow"} ref={bar.ref}>
          <ProgressDots
            total={prompts.length}
            current={place - 1}
            done={prompts.map((one) => isDone(one, answers[one.id]))}
            label={w.progress(place, prompts.length)}
          />
          <Sharing
            prompt={prompt}
            answer={answer}
            given={given !== undefined}
            partner={partner}
            onChange={(changed) => {
              // Do not open the next prompt while the person changes who sees the answer.
              stop();
              state.change(prompt.id, changed);
            }}
          />
          <div class="step-buttons">
            {/* After an answer has opened this prompt, the button also undoes that answer. */}
            {place > 1 && (
              <Button kind="quiet" icon="back" label={undo ? undefined : w.back} onClick={goBack}>
                {undo && w.undo}
              </Button>
            )}
            <Button
              type="submit"
              wide
              kind={isDone(prompt, given) ? "primary" : "quiet"}
              onClick={(event) => {
                const since = performance.now() - shownAt.current;
                // Ignore a double tap or a tap out of habit: it would skip a prompt that the person has not seen.
                const isDoubleTap = event.detail > 1 && since < DOUBLE_TAP;
                const isHabit = broughtTo.current === place && since < HABIT && !isDone(prompt, given);
                if (isDoubleTap || isHabit) event.preventDefault();
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
