import type { Answer, Level, Prompt } from "../../api/types";
import { answer as w } from "@words/answer";
import { KEEP, LET_REST, withLevel } from "./model";

interface KeepItProps {
  prompt: Prompt;
  answer: Answer;
  /** Called before `onChange`, also if the answer was chosen already. */
  onPress: () => void;
  onChange: (answer: Answer) => void;
}

/** The prompt about an agreement, in the couple's words: keep it, or let it rest. */
export function KeepIt({ prompt, answer, onPress, onChange }: KeepItProps) {
  const choice = (value: Level, label: string) => (
    <label class="scale-point">
      <input
        type="radio"
        name={`keep-${prompt.id}`}
        value={value}
        checked={answer.value === value}
        onClick={onPress}
        onChange={() => onChange(withLevel(answer, value))}
      />
      <span class="scale-label">{label}</span>
    </label>
  );
  return (
    <>
      <blockquote class="about" dir="auto">
        {prompt.text}
      </blockquote>
      <fieldset class="scale stack-s">
        <legend class="unseen">{w.keepIt.title}</legend>
        {choice(KEEP, w.keepIt.keep)}
        {choice(LET_REST, w.keepIt.rest)}
      </fieldset>
    </>
  );
}
