import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { Level } from "../api/types";

interface ToggleProps {
  label: string;
  hint?: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Toggle({ label, hint, checked, onChange }: ToggleProps) {
  const id = useId();
  return (
    <div class="toggle">
      <div>
        <label for={id}>{label}</label>
        {hint && (
          <p class="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}

interface SegmentedProps<T extends string> {
  legend: string;
  quietLegend?: boolean;
  options: readonly { value: T; label: string }[];
  value: T | null;
  onChange: (value: T) => void;
  /** "segments" is one row. "chips" wraps onto more lines, for longer texts. */
  look?: "segments" | "chips";
}

/** A radio group of a few short choices that looks like a row of buttons. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const { legend, quietLegend, options, value, onChange, look = "segments" } = props;
  const name = useId();
  return (
    <fieldset class="segmented">
      <legend class={quietLegend ? "unseen" : undefined}>{legend}</legend>
      <div class={look}>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface ScaleProps {
  /** The prompt, as the accessible name of the group. It is not visible, because the screen's heading shows it. */
  legend: string;
  /** The language of `legend`, if it differs from the language of the page. */
  legendLang?: string;
  /** The names of the five points, from least to most. */
  labels: readonly [string, string, string, string, string];
  value: Level | null;
  onChange: (value: Level) => void;
  /** Called when a point is pressed, before `onChange`; also if that point was chosen already. */
  onPress?: (value: Level) => void;
  /** The name of the radio group. It must differ for each prompt, so that two groups never share a choice. */
  name: string;
}

const levels: readonly Level[] = [1, 2, 3, 4, 5];

/** The scale: five labelled points of frequency, one below the other, each wide enough for a thumb. */
export function Scale({ legend, labels, value, onChange, onPress, name, legendLang }: ScaleProps) {
  return (
    <fieldset class="scale stack-s">
      <legend class="unseen" lang={legendLang}>
        {legend}
      </legend>
      {levels.map((level) => (
        <label key={level} class={`scale-point level-${level}`}>
          <input
            type="radio"
            name={name}
            value={level}
            checked={value === level}
            onClick={() => onPress?.(level)}
            onChange={() => onChange(level)}
          />
          <span class="scale-mark" aria-hidden="true">
            {levels.map((step) => (
              <i key={step} class={step <= level ? "on" : undefined} />
            ))}
          </span>
          <span class="scale-label">{labels[level - 1]}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface ProgressDotsProps {
  total: number;
  /** The number of the present dot, from 0. */
  current: number;
  /** For each dot, whether its prompt has an answer. */
  done?: readonly boolean[];
  /** The accessible name, for example "Prompt 3 of 12". Missing if another text says the same. */
  label?: string;
}

export function ProgressDots({ total, current, done, label }: ProgressDotsProps) {
  return (
    <div class="dots" role="img" aria-label={label} aria-hidden={label ? undefined : "true"}>
      {Array.from({ length: total }, (_, index) => (
        <i key={index} class={index === current ? "now" : (done?.[index] ?? index < current) ? "done" : undefined} />
      ))}
    </div>
  );
}
