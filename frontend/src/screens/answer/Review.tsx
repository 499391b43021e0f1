import { useState } from "preact/hooks";
import type { Answers, Prompt } from "../../api/types";
import { useAction } from "../../app/useAction";
import { Button, Card, Icon, Problem } from "../../design";
import type { Outcome } from "../../drafts/send";
import { NOTE_LIMIT, noteLength } from "../../drafts/outgoing";
import { answer as w } from "@words/answer";
import { inShort, inWords, isDone, openCount } from "./model";
import { Telling } from "./Telling";

interface ReviewProps {
  prompts: Prompt[];
  answers: Answers;
  partner: string | null;
  submitting: boolean;
  /** Address of one prompt, by its place from 1. */
  hrefOf: (place: number) => string;
  /** Show the prompt at this place. */
  onGo: (place: number) => void;
  onSubmit: () => Promise<Outcome>;
  onDiscard: () => Promise<void>;
}

/** All answers on one page, before they are sealed. */
export function Review(props: ReviewProps) {
  const { prompts, answers, partner, submitting, hrefOf, onGo, onSubmit, onDiscard } = props;
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
      <p class="soft">{w.review.lead}</p>
      <ol class="bare review">
        {prompts.map((prompt, index) => (
          <ReviewRow
            key={prompt.id}
            prompt={prompt}
            answers={answers}
            href={hrefOf(index + 1)}
            onOpen={() => onGo(index + 1)}
          />
        ))}
      </ol>
      <Card tone="deep" as="section" labelledBy="final" class="stack">
        <h2 id="final">{partner ? w.review.final : w.review.finalAlone}</h2>
        <p>{partner ? w.review.finalBody(partner) : w.review.finalSolo}</p>
        {partner && <Telling partner={partner} />}
        {open > 0 && open < prompts.length && <p class="soft">{w.review.unanswered(open)}</p>}
        <Problem>{problem}</Problem>
        <Button wide busy={submitting} onClick={() => void submit()}>
          {w.review.submit}
        </Button>
      </Card>
      {open < prompts.length && <Discard onDiscard={onDiscard} />}
    </>
  );
}

/** The second tap confirms. */
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
  answers: Answers;
  href: string;
  onOpen: () => void;
}

function ReviewRow({ prompt, answers, href, onOpen }: ReviewRowProps) {
  const given = answers[prompt.id];
  const done = isDone(prompt, given);
  const note = given?.note.trim() ?? "";
  const tooMuch = noteLength(given?.note ?? "") - NOTE_LIMIT;
  const hidden = given?.sharing === "private" && given.status !== "skipped";
  return (
    <li>
      <a
        class="review-row"
        href={href}
        onClick={(event) => {
          // Opened in another tab it is a link like any other.
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          event.stopPropagation();
          onOpen();
        }}
      >
        <span class="review-prompt">{prompt.about ? `${w.review.guess} ${prompt.about}` : prompt.text}</span>
        <span class={done ? "review-answer" : "review-answer open"} dir="auto">
          {inShort(prompt, given)}
        </span>
        {note && !inWords(prompt) && (
          <span class="review-note" dir="auto">
            {note}
          </span>
        )}
        {tooMuch > 0 && <span class="field-error">{w.tooLong(tooMuch)}</span>}
        {hidden && (
          <span class="review-private">
            <Icon name="lock" size={14} />
            {w.review.private}
          </span>
        )}
      </a>
    </li>
  );
}
