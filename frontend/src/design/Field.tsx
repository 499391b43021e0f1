import type { ComponentChildren, TargetedInputEvent } from "preact";
import { useId } from "preact/hooks";

interface Shared {
  label: string;
  hint?: ComponentChildren;
  /** The error message below the field. It also marks the field as invalid. */
  error?: string;
  /** True to show the label to screen readers only. */
  quietLabel?: boolean;
}

interface TextFieldProps extends Shared {
  value: string;
  onInput: (value: string) => void;
  name?: string;
  type?: "text" | "email" | "search" | "time";
  inputMode?: "numeric";
  autoComplete?: string;
  autoCapitalize?: "none" | "characters" | "words" | "sentences";
  maxLength?: number;
  placeholder?: string;
  /** The height of the field in lines, if it has more than one. */
  lines?: number;
  /** True for a code, which is shown in large, spaced letters. */
  code?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, hint, error, quietLabel, value, onInput, lines, code, ...rest } = props;
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const common = {
    ...rest,
    id,
    value,
    class: code ? "input code" : "input",
    // Text follows the writing direction of its own letters. An address or a code has no direction.
    dir: code || rest.type === "email" ? undefined : ("auto" as const),
    "aria-invalid": error ? ("true" as const) : undefined,
    "aria-describedby": described || undefined,
    onInput: (event: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) => onInput(event.currentTarget.value),
  };
  return (
    <div class="field stack-s">
      <label for={id} class={quietLabel ? "unseen" : undefined}>
        {label}
      </label>
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {lines ? <textarea {...(common as object)} rows={lines} /> : <input {...(common as object)} />}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

interface SelectFieldProps<T extends string> extends Shared {
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, hint, error, quietLabel, value, options, onChange } = props;
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class="field stack-s">
      <label for={id} class={quietLabel ? "unseen" : undefined}>
        {label}
      </label>
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <select
        id={id}
        class="input"
        value={value}
        aria-describedby={described || undefined}
        aria-invalid={error ? "true" : undefined}
        onChange={(event) => onChange(event.currentTarget.value as T)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

function FieldError({ id, error }: { id: string; error?: string }) {
  // The element is always in the page: screen readers announce a text only if it is added to an existing alert.
  return (
    <p class="field-error" id={id} role="alert">
      {error ?? ""}
    </p>
  );
}
