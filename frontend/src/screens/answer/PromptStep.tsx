import { useId, useState } from "preact/hooks";
import type { Answer, Prompt } from "../../api/types";
import { Button, Icon, Scale } from "../../design";
import { answer as w } from "@words/answer";
import { common } from "@words/common";
import { BLANK, inWords, withLevel, withNote, withStatus } from "./model";
import { NoteField } from "./NoteField";

interface PromptStepProps {
  prompt: Prompt;
  answer: Answer | undefined;
  /** The partner's name; null when answering alone. */
  partner: string | null;
  joined: boolean;
  onChange: (answer: Answer) => void;
}

/** One prompt: its points or its words. */
export function PromptStep({ prompt, answer: given, joined, onChange }: Omit<PromptStepProps, "partner">) {
  const answer = given ?? BLANK;
  const words = inWords(prompt);
  return (
    <div class="prompt-body">
      {prompt.kind === "guess" && prompt.about && <blockquote class="about">{prompt.about}</blockquote>}
      {words ? (
        <NoteField
          label={w.note}
          quietLabel
          lines={5}
          value={answer.note}
          joined={joined}
          placeholder={w.wordsHere}
          onChange={(note) => onChange(withNote(prompt, answer, note))}
        />
      ) : (
        <Scale
          name={`scale-${prompt.id}`}
          legend={prompt.text}
          labels={common.scale}
          value={answer.value}
          onChange={(value) => onChange(withLevel(answer, value))}
        />
      )}
      <div class="aside-choices">
        {!words && prompt.kind !== "guess" && (
          <StatusChoice
            status="did_not_come_up"
            label={common.didNotComeUp}
            answer={answer}
            onChange={onChange}
          />
        )}
        <StatusChoice
          status="skipped"
          label={prompt.kind === "wish" ? w.nothingThisWeek : w.skip}
          answer={given ?? answer}
          onChange={onChange}
        />
      </div>
      {!words && prompt.kind !== "guess" && (
        <OptionalNote prompt={prompt} answer={answer} joined={joined} onChange={onChange} />
      )}
    </div>
  );
}

interface StatusChoiceProps {
  status: "did_not_come_up" | "skipped";
  label: string;
  answer: Answer;
  onChange: (answer: Answer) => void;
}

function StatusChoice({ status, label, answer, onChange }: StatusChoiceProps) {
  return (
    <button
      type="button"
      class="status-choice"
      aria-pressed={answer.status === status}
      onClick={() => onChange(withStatus(answer, status))}
    >
      {label}
    </button>
  );
}

type Part = Pick<PromptStepProps, "prompt" | "joined" | "onChange"> & { answer: Answer };

function OptionalNote({ prompt, answer, joined, onChange }: Part) {
  const [opened, setOpened] = useState(false);
  if (!opened && !answer.note) {
    return (
      <div class="add-note">
        <Button kind="plain" icon="edit" onClick={() => setOpened(true)}>
          {w.addNote}
        </Button>
      </div>
    );
  }
  return (
    <NoteField
      label={w.note}
      value={answer.note}
      joined={joined}
      focus={opened}
      onChange={(note) => onChange(withNote(prompt, answer, note))}
    />
  );
}

/** Who sees this answer: always in sight above the buttons, so that nobody shares without knowing. */
export function Sharing({
  answer: given,
  partner,
  onChange,
}: Pick<PromptStepProps, "answer" | "partner" | "onChange">) {
  const answer = given ?? BLANK;
  const id = useId();
  if (!partner) {
    return (
      <p class="sharing-hint">
        <Icon name="lock" size={16} />
        {w.solo}
      </p>
    );
  }
  const hidden = answer.sharing === "private";
  return (
    <div class="toggle sharing">
      <p class="sharing-hint" id={`${id}-hint`}>
        {hidden && <Icon name="lock" size={16} />}
        <span>{hidden ? w.onlyMeHint(partner) : w.shareHint(partner)}</span>
      </p>
      <label for={id}>{w.onlyMe}</label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={hidden}
        aria-describedby={`${id}-hint`}
        onChange={(event) =>
          onChange({ ...answer, sharing: event.currentTarget.checked ? "private" : "share" })
        }
      />
    </div>
  );
}
