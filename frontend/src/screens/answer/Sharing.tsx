import { useId, useState } from "preact/hooks";
import type { Answer, Prompt } from "../../api/types";
import { savePrivacy, showPrivacy } from "../../app/privacy";
import { me } from "../../app/session";
import { Icon, Segmented } from "../../design";
import { answer as w } from "@words/answer";
import { isKeepIt } from "./model";

/** Return the sharing choice that this person's answers start with. Null until they have chosen it. */
export function usualSharing(): Answer["sharing"] | null {
  return me.value?.privacy.usual_sharing ?? null;
}

/**
 * Save the sharing choice that answers start with. Without a network it is kept on this device, and asked again later.
 */
export function keepUsualSharing(usual_sharing: Answer["sharing"]): void {
  const id = me.value?.id ?? "";
  void savePrivacy({ usual_sharing }).catch(() => showPrivacy(id, { usual_sharing }));
}

interface SharingProps {
  prompt: Prompt;
  answer: Answer;
  /** True if the prompt was answered, or its sharing choice was made. */
  given: boolean;
  /** The partner's name; null for a person who answers alone. */
  partner: string | null;
  onChange: (answer: Answer) => void;
}

/** The choice of who sees this answer. It is always visible above the buttons, so that no one shares unknowingly. */
export function Sharing({ prompt, answer, given, partner, onChange }: SharingProps) {
  if (!partner) return <Hint locked>{w.solo}</Hint>;
  // The answer about an agreement is never shown to the partner, so there is no choice.
  if (isKeepIt(prompt)) return <Hint locked>{w.keepIt.sealed(partner)}</Hint>;
  const part = { answer, partner, onChange };
  if (prompt.tender) return <AskedSharing {...part} chosen={given} />;
  return usualSharing() ? <SharingSwitch {...part} /> : <UsualSharing {...part} />;
}

interface HintProps {
  id?: string;
  /** True to show a lock, because the partner will not see the answer. */
  locked?: boolean;
  children: string;
}

function Hint({ id, locked, children }: HintProps) {
  return (
    <p class="sharing-hint" id={id}>
      {locked && <Icon name="lock" size={16} />}
      <span>{children}</span>
    </p>
  );
}

type Choosing = Pick<SharingProps, "answer" | "onChange"> & { partner: string };

const choices = (partner: string) => [
  { value: "share" as const, label: w.shareWith(partner) },
  { value: "private" as const, label: w.onlyMe },
];

/** The first sharing choice, which also becomes the usual choice. The step's button confirms it. */
function UsualSharing({ answer, partner, onChange }: Choosing) {
  return (
    <div class="sharing-asked">
      <Segmented
        legend={w.usual}
        options={choices(partner)}
        value={answer.sharing}
        onChange={(sharing) => onChange({ ...answer, sharing })}
      />
      <Hint>{w.usualHint(partner)}</Hint>
    </div>
  );
}

/** The sharing choice of a tender topic. Nothing is preselected, so nothing is shared without a tap. */
function AskedSharing({ answer, partner, onChange, chosen: before }: Choosing & { chosen: boolean }) {
  const [chosen, setChosen] = useState(before);
  const hidden = answer.sharing === "private";
  return (
    <div class="sharing-asked">
      <Segmented
        legend={w.whoSees}
        options={choices(partner)}
        value={chosen ? answer.sharing : null}
        onChange={(sharing) => {
          setChosen(true);
          onChange({ ...answer, sharing });
        }}
      />
      <Hint locked={hidden}>{!chosen ? w.undecided : hidden ? w.onlyMeHint(partner) : w.shareHint(partner)}</Hint>
    </div>
  );
}

function SharingSwitch({ answer, partner, onChange }: Choosing) {
  const id = useId();
  const hidden = answer.sharing === "private";
  return (
    <div class="toggle sharing">
      <Hint id={`${id}-hint`} locked={hidden}>
        {hidden ? w.onlyMeHint(partner) : w.shareHint(partner)}
      </Hint>
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
