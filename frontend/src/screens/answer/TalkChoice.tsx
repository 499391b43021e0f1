import { useId } from "preact/hooks";
import type { Answer } from "../../api/types";
import { answer as w } from "@words/answer";
import "./talk-choice.css";

interface TalkChoiceProps {
  answer: Answer;
  onChange: (answer: Answer) => void;
}

/** Whether the author would like to talk about this note. Only a note that is shared can become a conversation. */
export function TalkChoice({ answer, onChange }: TalkChoiceProps) {
  const id = useId();
  if (!answer.note.trim() || answer.sharing === "private" || answer.status === "skipped") return null;
  return (
    <div class="toggle talk-choice">
      <p class="sharing-hint" id={`${id}-hint`}>
        {w.talkHint}
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
