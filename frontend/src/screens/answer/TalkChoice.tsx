import { useId } from "preact/hooks";
import type { Answer } from "../../api/types";
import { answer as w } from "@words/answer";
import "./talk-choice.css";

interface TalkChoiceProps {
  answer: Answer;
  /** The check-in ends with a prompt whose words come before this note. */
  endsInWords: boolean;
  onChange: (answer: Answer) => void;
}

/** Only a note that is shared can become a conversation. */
export function mayBeTalkedAbout({ note, sharing, status }: Answer): boolean {
  return note.trim() !== "" && sharing !== "private" && status !== "skipped";
}

/** Whether the author would like to talk about this note. */
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
