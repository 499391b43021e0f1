import { useEffect, useRef, useState } from "preact/hooks";
import { post } from "../../api/client";
import type { AgreementList, Experiment } from "../../api/types";
import { partnerLabel } from "../../app/session";
import { useAction } from "../../app/useAction";
import { Button, Icon, Problem, TextField } from "../../design";
import { noteLength } from "../../drafts/outgoing";
import { newId } from "../../platform/device";
import { agreements as w } from "@words/agreements";
import "./agreements.css";

/** The longest sentence, in code points, as the server counts. */
const LIMIT = 200;

interface AgreementFormProps {
  /** The small thing to try of the topic. The person can use its text as the agreement. */
  experiment?: Experiment | null;
  /** Called with the new list by the page of agreements, which itself says that the agreement was suggested. */
  onProposed?: (list: AgreementList) => void;
}

/** The form to suggest an agreement, which is one sentence. It opens with a tap. */
export function AgreementForm({ experiment = null, onProposed }: AgreementFormProps) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [proposed, setProposed] = useState(false);
  const { busy, problem, run } = useAction();
  /** The id of this suggestion. A second tap sends the same id, so the server recognises a repeat. */
  const attempt = useRef({ id: newId(), text });
  const partner = partnerLabel.value;
  const left = LIMIT - noteLength(text.trim());
  const area = useRef<HTMLDivElement>(null);
  const opened = useRef(false);
  useEffect(() => {
    // The tapped button has disappeared: move the focus to the field, or after closing, back to the button.
    if (open || opened.current) area.current?.querySelector<HTMLElement>("textarea, a, button")?.focus();
    opened.current = open;
  }, [open]);

  const propose = async (): Promise<void> => {
    if (attempt.current.text !== text) attempt.current = { id: newId(), text };
    const list = await post<AgreementList>("/agreements", attempt.current);
    attempt.current = { id: newId(), text: "" };
    setText("");
    setOpen(false);
    setProposed(true);
    onProposed?.(list);
  };

  if (!open) {
    return (
      <div ref={area} class="agreement-form stack">
        {proposed && (
          <p class="agreement-done" role="status">
            <Icon name="check" size={20} />
            {w.proposed(partner)}
          </p>
        )}
        {proposed && !onProposed ? (
          <a class="tall" href="/agreements">
            {w.look}
          </a>
        ) : (
          <Button wide kind="quiet" icon="plus" onClick={() => setOpen(true)}>
            {w.open}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div ref={area}>
      <form
        class="agreement-form stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() && left >= 0) void run(propose);
        }}
      >
        <TextField
          label={w.words}
          hint={w.formHint(partner)}
          placeholder={w.example}
          lines={3}
          autoCapitalize="sentences"
          value={text}
          onInput={setText}
          error={left < 0 ? w.tooLong(-left) : undefined}
        />
        {left >= 0 && left < 60 && <p class="small soft">{w.left(left)}</p>}
        {experiment && !text && (
          <div>
            <Button kind="plain" icon="spark" onClick={() => setText(experiment.text)}>
              {w.take}
            </Button>
          </div>
        )}
        {!onProposed && <p class="small soft">{w.kindLine}</p>}
        <Problem>{problem}</Problem>
        <div class="row">
          <Button type="submit" busy={busy} disabled={!text.trim() || left < 0}>
            {w.propose}
          </Button>
          <Button kind="plain" onClick={() => setOpen(false)}>
            {w.cancel}
          </Button>
        </div>
      </form>
    </div>
  );
}
