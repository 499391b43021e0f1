import { useId, useState } from "preact/hooks";
import type { Answer, Prompt } from "../../api/types";
import { Button, Icon, Scale, Segmented } from "../../design";
import { answer as w } from "@words/answer";
import { common } from "@words/common";
import { blankFor, inWords, withLevel, withNote, withStatus } from "./model";
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
  const answer = given ?? blankFor(prompt);
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
          <StatusChoice status="did_not_come_up" label={common.didNotComeUp} answer={answer} onChange={onChange} />
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

type WhoSees = Pick<PromptStepProps, "prompt" | "answer" | "partner" | "onChange">;

/** Who sees this answer: always in sight above the buttons, so that no one shares without knowing. */
export function Sharing({ prompt, answer: given, partner, onChange }: WhoSees) {
  if (!partner) {
    return (
      <p class="sharing-hint">
        <Icon name="lock" size={16} />
        {w.solo}
      </p>
    );
  }
  const part = { answer: given ?? blankFor(prompt), partner, onChange };
  return prompt.tender ? <AskedSharing {...part} chosen={given !== undefined} /> : <SharingSwitch {...part} />;
}

type Choosing = Pick<PromptStepProps, "onChange"> & { answer: Answer; partner: string };

/** A tender topic has no default: the person has to tap a choice before anything is shared. */
function AskedSharing({ answer, partner, onChange, chosen: before }: Choosing & { chosen: boolean }) {
  const [chosen, setChosen] = useState(before);
  return (
    <div class="sharing-asked">
      <Segmented
        legend={w.whoSees}
        options={[
          { value: "share" as const, label: w.shareWith(partner) },
          { value: "private" as const, label: w.onlyMe },
        ]}
        value={chosen ? answer.sharing : null}
        onChange={(sharing) => {
          setChosen(true);
          onChange({ ...answer, sharing });
        }}
      />
      <p class="sharing-hint">
        {answer.sharing === "private" && <Icon name="lock" size={16} />}
        <span>
          {!chosen ? w.undecided : answer.sharing === "private" ? w.onlyMeHint(partner) : w.shareHint(partner)}
        </span>
      </p>
    </div>
  );
}

function SharingSwitch({ answer, partner, onChange }: Choosing) {
  const id = useId();
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
        onChange={(event) => onChange({ ...answer, sharing: event.currentTarget.checked ? "private" : "share" })}
      />
    </div>
  );
}
