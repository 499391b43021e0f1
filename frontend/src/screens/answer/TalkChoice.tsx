import { useId } from "preact/hooks";
import type { Answer } from "../../api/types";
import { answer as w } from "@words/answer";
import "./talk-choice.css";

interface TalkChoiceProps {
  answer: Answer;
  /** True if the check-in ends with the wish prompt. A wish there has priority over this note. */
  endsInWords: boolean;
  onChange: (answer: Answer) => void;
}

/** True if the note can become a conversation: it has words, is shared and belongs to no skipped prompt. */
export function mayBeTalkedAbout({ note, sharing, status }: Answer): boolean {
  return note.trim() !== "" && sharing !== "private" && status !== "skipped";
}

/** The switch with which the author asks to talk about this note. */
export function TalkChoice({ answer, endsInWords, onChange }: TalkChoiceProps) {
  const id = useId();
  if (!mayBeTalkedAbout(answer)) return null;
  return (
    <div class="toggle talk-choice">
      <p class="sharing-hint" id={`${id}-hint`}>
        {endsInWords ? `${w.talkHint} ${w.talkHintEnd}` : w.talkHint}
      </p>
      <label for={id}>{w.talk}</label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={answer.talk === true}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange({ ...answer, talk: event.currentTarget.checked })}
      />
    </div>
  );
}
