import { Icon } from "../../design";
import type { IconName } from "../../design";
import { answer as w } from "@words/answer";
import { memoryOnly } from "../../app/online";
import type { Answering } from "./useAnswering";

/** The state of saving in a few words. Screen readers announce only problems, not "Saved" after every letter. */
export function SaveState({ state }: { state: Pick<Answering, "dirty" | "outcome"> }) {
  const [icon, words, trouble] = describe(state);
  return (
    <span class="save-state">
      {words && <Icon name={icon} size={18} />}
      <span aria-hidden={trouble ? undefined : "true"}>{words}</span>
      <span class="unseen" role="status">
        {trouble ? words : ""}
      </span>
    </span>
  );
}

function describe({ dirty, outcome }: Pick<Answering, "dirty" | "outcome">): [IconName, string, boolean] {
  if (!dirty) return ["check", outcome ? w.saved : "", false];
  if (outcome?.kind === "later") {
    if (outcome.why === "fault") return ["phone", w.fault, true];
    if (memoryOnly.value) return ["phone", w.keepOpen, true];
    return ["phone", outcome.why === "signed_out" ? w.signedOut : w.savedHere, true];
  }
  if (outcome?.kind === "refused") {
    return ["phone", outcome.code === "note_too_long" ? w.refused : w.refusedOther, true];
  }
  return ["cloud", w.saving, false];
}
