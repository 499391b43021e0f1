import { useState } from "preact/hooks";
import type { Answer, CheckIn, Prompt } from "../../api/types";
import { useAction } from "../../app/useAction";
import { Button, Card, Icon, Problem } from "../../design";
import type { Outcome } from "../../drafts/send";
import { NOTE_LIMIT, noteLength } from "../../drafts/outgoing";
import { answer as w } from "@words/answer";
import { inShort, inWords, isDone, isKeepIt, openCount } from "./model";
import { mayBeTalkedAbout } from "./TalkChoice";
import { Telling } from "./Telling";
import type { Answering } from "./useAnswering";

export interface ReviewProps {
  checkIn: CheckIn;
  state: Answering;
  /** The partner's name; null for a person who answers alone. */
  partner: string | null;
  /** Return the address of the prompt at this place, counted from 1. */
  hrefOf: (place: number) => string;
  /** Show the prompt at this place. */
  onGo: (place: number) => void;
  onSubmit: () => Promise<Outcome>;
  onDiscard: () => Promise<void>;
}

/** The page with all answers, before the person submits them. */
export function Review({ checkIn, state, partner, hrefOf, onGo, onSubmit, onDiscard }: ReviewProps) {
  const { prompts } = checkIn;
  const { answers } = state;
  const [problem, setProblem] = useState("");
  const open = openCount(prompts, answers);
  const submit = async (): Promise<void> => {
    setProblem("");
    if (open === prompts.length) {
      setProblem(w.review.nothing);
      return;
    }
    const outcome = await onSubmit();
    if (outcome.kind === "look_again") setProblem(w.review.lookAgain);
    if (outcome.kind === "refused") setProblem(outcome.code === "note_too_long" ? w.refused : outcome.message);
  };
  return (
    <>
      <p class="soft">{partner ? w.review.leadLocks : w.review.lead}</p>
      <ol class="bare listed">
        {prompts.map((prompt, index) => (
          <ReviewRow
            key={prompt.id}
            prompt={prompt}
            given={answers[prompt.id]}
            partner={partner}
            onChange={(answer) => state.change(prompt.id, answer)}
            href={hrefOf(index + 1)}
            onOpen={() => onGo(index + 1)}
          />
        ))}
      </ol>
      <Card title={partner ? w.review.final : w.review.finalAlone} tone="deep" class="stack">
        <p>{partner ? w.review.finalBody(partner) : w.review.finalSolo}</p>
        {partner && <Telling partner={partner} />}
        {open > 0 && open < prompts.length && <p class="soft">{w.review.unanswered(open)}</p>}
        <Problem>{problem}</Problem>
        <Button wide busy={state.submitting} onClick={() => void submit()}>
          {w.review.submit}
        </Button>
      </Card>
      {open < prompts.length && <Discard onDiscard={onDiscard} />}
    </>
  );
}

/** The button that discards all answers. A second tap confirms. */
function Discard({ onDiscard }: { onDiscard: () => Promise<void> }) {
  const [sure, setSure] = useState(false);
  const { busy, problem, run } = useAction();
  return (
    <div class="stack-s center">
      <Button kind="plain" busy={busy} onClick={() => (sure ? void run(onDiscard) : setSure(true))}>
        {sure ? w.review.discardSure : w.review.discard}
      </Button>
      <Problem>{problem}</Problem>
    </div>
  );
}

interface ReviewRowProps {
  prompt: Prompt;
  given: Answer | undefined;
  partner: string | null;
  onChange: (answer: Answer) => void;
  href: string;
  onOpen: () => void;
}

function ReviewRow({ prompt, given, partner, onChange, href, onOpen }: ReviewRowProps) {
  const done = isDone(prompt, given);
  const note = given?.note.trim() ?? "";
  const tooMuch = noteLength(given?.note ?? "") - NOTE_LIMIT;
  const sealed = isKeepIt(prompt) && done;
  return (
    <li class="review-line">
      <a
        class="review-row"
        href={href}
        onClick={(event) => {
          // Let the browser open the link in another tab if a modifier key is held.
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          event.stopPropagation();
          onOpen();
        }}
      >
        <span class="review-prompt" lang={isKeepIt(prompt) ? undefined : prompt.language}>
          {named(prompt)}
        </span>
        <span class={done ? "review-answer" : "review-answer open"} dir="auto">
          {inShort(prompt, given)}
        </span>
        {note && !inWords(prompt) && (
          <span class="review-note" dir="auto">
            {note}
          </span>
        )}
        {given?.talk && mayBeTalkedAbout(given) && !inWords(prompt) && (
          <span class="review-talk">
            <Icon name="talk" size={14} />
            {w.review.talk}
          </span>
        )}
        {tooMuch > 0 && <span class="field-error">{w.tooLong(tooMuch)}</span>}
        {sealed && given?.status !== "skipped" && (
          <span class="row small soft">
            <Icon name="lock" size={16} />
            {w.keepIt.review}
          </span>
        )}
      </a>
      {partner && given && done && !sealed && given.status !== "skipped" && (
        <Lock prompt={prompt} answer={given} partner={partner} onChange={onChange} />
      )}
    </li>
  );
}

interface LockProps {
  prompt: Prompt;
  answer: Answer;
  partner: string;
  onChange: (answer: Answer) => void;
}

/**
 * The button that changes who sees one answer. A skip has no such button, because the partner sees the same in both
 * cases.
 */
function Lock({ prompt, answer, partner, onChange }: LockProps) {
  const hidden = answer.sharing === "private";
  const now = hidden ? w.review.private : w.review.shared(partner);
  return (
    <button
      type="button"
      class={hidden ? "review-lock closed" : "review-lock"}
      aria-label={w.review.lock(now, prompt.text)}
      onClick={() => onChange({ ...answer, sharing: hidden ? "share" : "private" })}
    >
      {hidden && <Icon name="lock" size={16} />}
      <span>{now}</span>
    </button>
  );
}

function named(prompt: Prompt): string {
  if (isKeepIt(prompt)) return `${w.keepIt.title} ${prompt.text}`;
  return prompt.about ? `${w.review.guess} ${prompt.about}` : prompt.text;
}
