import { useState } from "preact/hooks";
import type { Answer, Prompt } from "../../api/types";
import { Button, Scale } from "../../design";
import { answer as w } from "@words/answer";
import { ratings } from "@words/ratings";
import { FromPocket } from "./FromPocket";
import { useTouch } from "./goingOn";
import { KeepIt } from "./KeepIt";
import { inWords, isKeepIt, withLevel, withNote, withStatus } from "./model";
import { NoteField } from "./NoteField";
import { mayBeTalkedAbout, TalkChoice } from "./TalkChoice";
import { useInSight } from "./useInSight";

interface PromptStepProps {
  prompt: Prompt;
  /** The person's answer, or the one that an unanswered prompt starts with. */
  answer: Answer;
  /** The partner's name; null for a person who answers alone. */
  partner: string | null;
  /** True if the last prompt of the check-in asks for the person's own wish. */
  endsInWords: boolean;
  joined: boolean;
  onChange: (answer: Answer) => void;
  /**
   * Called after a press by finger or mouse. `answered` is true if it gave an answer that needs no words (the call then
   * comes before `onChange`), and false if it took the answer back or opened a note.
   */
  onTapped: (answered: boolean) => void;
}

/** One prompt with its scale or its text field. */
export function PromptStep(props: PromptStepProps) {
  const { prompt, answer, joined, onChange, onTapped } = props;
  const words = inWords(prompt);
  /** True if the prompt is answered on the scale and is about the person's own week. */
  const rated = !words && prompt.kind !== "guess" && !isKeepIt(prompt);
  const [noting, setNoting] = useState(false);
  const { isTouch, ...handlers } = useTouch();
  const tapped = (answered: boolean): void => onTapped(isTouch() && answered && !noting && !answer.note.trim());
  const part = { answer, onChange, onTapped: tapped };
  return (
    <div class="prompt-body stack" {...handlers}>
      {prompt.kind === "guess" && prompt.about && (
        <blockquote class="about" lang={prompt.language}>
          {prompt.about}
        </blockquote>
      )}
      {words ? (
        <NoteField
          answers
          value={answer.note}
          joined={joined}
          onChange={(note) => onChange(withNote(prompt, answer, note))}
        />
      ) : isKeepIt(prompt) ? (
        <KeepIt prompt={prompt} answer={answer} onPress={() => tapped(true)} onChange={onChange} />
      ) : (
        <Scale
          name={`scale-${prompt.id}`}
          legend={prompt.text}
          legendLang={prompt.language}
          labels={ratings.scale}
          value={answer.value}
          onPress={() => tapped(true)}
          onChange={(value) => onChange(withLevel(answer, value))}
        />
      )}
      {words && <FromPocket value={answer.note} onChange={(note) => onChange(withNote(prompt, answer, note))} />}
      <div class="aside-choices">
        {rated && <StatusChoice status="did_not_come_up" label={ratings.didNotComeUp} {...part} />}
        <StatusChoice status="skipped" label={prompt.kind === "wish" ? w.nothingThisWeek : w.skip} {...part} />
      </div>
      {rated && (
        <OptionalNote
          {...props}
          opened={noting}
          onOpen={() => {
            setNoting(true);
            onTapped(false);
          }}
        />
      )}
    </div>
  );
}

interface StatusChoiceProps extends Pick<PromptStepProps, "answer" | "onChange" | "onTapped"> {
  status: "did_not_come_up" | "skipped";
  label: string;
}

function StatusChoice({ status, label, answer, onChange, onTapped }: StatusChoiceProps) {
  return (
    <button
      type="button"
      class="status-choice"
      aria-pressed={answer.status === status}
      onClick={() => {
        // A second tap takes the answer back and stays on this prompt.
        onTapped(answer.status !== status);
        onChange(withStatus(answer, status));
      }}
    >
      {label}
    </button>
  );
}

interface OptionalNoteProps extends Omit<PromptStepProps, "onTapped"> {
  opened: boolean;
  onOpen: () => void;
}

function OptionalNote({ prompt, answer, partner, endsInWords, joined, opened, onOpen, onChange }: OptionalNoteProps) {
  const asks = Boolean(partner) && mayBeTalkedAbout(answer);
  const words = useInSight(opened ? (asks ? "note and switch" : "note") : "");
  if (!opened && !answer.note) {
    return (
      <div class="add-note">
        <Button kind="plain" icon="edit" onClick={onOpen}>
          {w.addNote}
        </Button>
      </div>
    );
  }
  return (
    <div class="own-words" ref={words}>
      <NoteField
        value={answer.note}
        joined={joined}
        focus={opened}
        onChange={(note) => onChange(withNote(prompt, answer, note))}
      />
      <FromPocket value={answer.note} onChange={(note) => onChange(withNote(prompt, answer, note))} />
      {asks && <TalkChoice answer={answer} endsInWords={endsInWords} onChange={onChange} />}
    </div>
  );
}
