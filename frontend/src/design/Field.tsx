import type { AriaAttributes, ComponentChildren, TargetedInputEvent } from "preact";
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
  const common = {
    ...rest,
    value,
    class: code ? "input code" : "input",
    // Text follows the writing direction of its own letters. An address or a code has no direction.
    dir: code || rest.type === "email" ? undefined : ("auto" as const),
    onInput: (event: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) => onInput(event.currentTarget.value),
  };
  return (
    <Frame label={label} hint={hint} error={error} quietLabel={quietLabel}>
      {(field) => {
        const all = { ...common, ...field } as object;
        return lines ? <textarea {...all} rows={lines} /> : <input {...all} />;
      }}
    </Frame>
  );
}

interface SelectFieldProps<T extends string> extends Shared {
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { value, options, onChange, ...shared } = props;
  return (
    <Frame {...shared}>
      {(field) => (
        <select {...field} class="input" value={value} onChange={(event) => onChange(event.currentTarget.value as T)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}

interface FrameProps extends Shared {
  /** Draw the field itself, with the attributes that connect it to its label, hint and error. */
  children: (field: { id: string } & AriaAttributes) => ComponentChildren;
}

/** The label above a field, with its hint, and the error below it. */
function Frame({ label, hint, error, quietLabel, children }: FrameProps) {
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
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? "true" : undefined })}
      {/* Always in the page: screen readers announce a text only if it is added to an alert that exists. */}
      <p class="field-error" id={`${id}-error`} role="alert">
        {error ?? ""}
      </p>
    </div>
  );
}
