import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { NOTE_LIMIT, noteLength } from "../../drafts/outgoing";
import { answer as w } from "@words/answer";

interface NoteFieldProps {
  value: string;
  onChange: (note: string) => void;
  joined: boolean;
  /** True for a prompt that is answered in words. The field is then larger, and shows no label but a placeholder. */
  answers?: boolean;
  /** True to focus the field when it appears, because a tap has opened it. */
  focus?: boolean;
}

/** A field for the person's own words. It grows with the text, and shows the remaining length only near the limit. */
export function NoteField({ value, onChange, joined, answers, focus }: NoteFieldProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const left = NOTE_LIMIT - noteLength(value);
  useLayoutEffect(() => {
    const node = area.current;
    if (!node) return;
    node.style.height = "auto";
    node.style.height = `${node.scrollHeight + 3}px`;
  }, [value]);
  useLayoutEffect(() => {
    if (focus) area.current?.focus();
  }, []);
  return (
    <div class="field stack-s">
      <label for={id} class={answers ? "unseen" : undefined}>
        {w.note}
      </label>
      {joined && (
        <p class="hint" id={`${id}-joined`}>
          {w.joined}
        </p>
      )}
      <textarea
        ref={area}
        id={id}
        class="input note"
        dir="auto"
        rows={answers ? 5 : 3}
        value={value}
        placeholder={answers ? w.wordsHere : undefined}
        aria-describedby={joined ? `${id}-joined ${id}-left` : `${id}-left`}
        aria-invalid={left < 0 ? "true" : undefined}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <p class={left < 0 ? "field-error" : "hint note-left"} id={`${id}-left`}>
        {left < 0 ? w.tooLong(-left) : value ? w.remaining(left) : ""}
      </p>
    </div>
  );
}
