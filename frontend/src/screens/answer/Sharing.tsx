import { useId, useState } from "preact/hooks";
import { patch } from "../../api/client";
import type { Answer, Me, Prompt } from "../../api/types";
import { me, setMe } from "../../app/session";
import { Icon, Segmented } from "../../design";
import { answer as w } from "@words/answer";
import { SealedForGood } from "./KeepIt";
import { isKeepIt } from "./model";

/** How this person's answers start. Null until they have chosen. */
export function usualSharing(): Answer["sharing"] | null {
  return me.value?.privacy.usual_sharing ?? null;
}

/** Keep how this person's answers start. Without a network it holds on this device, and is asked again later. */
export function keepUsualSharing(usual_sharing: Answer["sharing"]): void {
  const person = me.value;
  if (!person) return;
  setMe({ ...person, privacy: { ...person.privacy, usual_sharing } });
  void patch<Me>("/me/privacy", { usual_sharing })
    .then(setMe)
    .catch(() => undefined);
}

interface SharingProps {
  prompt: Prompt;
  answer: Answer;
  /** The prompt has been answered, or its choice made. */
  given: boolean;
  /** The partner's name; null when answering alone. */
  partner: string | null;
  onChange: (answer: Answer) => void;
}

/** Who sees this answer: always in sight above the buttons, so that no one shares without knowing. */
export function Sharing({ prompt, answer, given, partner, onChange }: SharingProps) {
  if (!partner) {
    return (
      <p class="sharing-hint">
        <Icon name="lock" size={16} />
        {w.solo}
      </p>
    );
  }
  if (isKeepIt(prompt)) return <SealedForGood partner={partner} />;
  const part = { answer, partner, onChange };
  if (prompt.tender) return <AskedSharing {...part} chosen={given} />;
  return usualSharing() ? <SharingSwitch {...part} /> : <UsualSharing {...part} />;
}

type Choosing = Pick<SharingProps, "answer" | "onChange"> & { partner: string };

/** Before the first choice: how all answers start. The button below confirms what is shown. */
function UsualSharing({ answer, partner, onChange }: Choosing) {
  return (
    <div class="sharing-asked">
      <Segmented
        legend={w.usual}
        options={[
          { value: "share" as const, label: w.shareWith(partner) },
          { value: "private" as const, label: w.onlyMe },
        ]}
        value={answer.sharing}
        onChange={(sharing) => onChange({ ...answer, sharing })}
      />
      <p class="sharing-hint">{w.usualHint(partner)}</p>
    </div>
  );
}

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
