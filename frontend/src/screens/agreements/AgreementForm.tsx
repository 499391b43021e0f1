import { useEffect, useRef, useState } from "preact/hooks";
import { post } from "../../api/client";
import type { AgreementList, Experiment } from "../../api/types";
import { partnerName } from "../../app/session";
import { useAction } from "../../app/useAction";
import { Button, Icon, Problem, TextField } from "../../design";
import { noteLength } from "../../drafts/outgoing";
import { newId } from "../../platform/device";
import { agreements as w } from "@words/agreements";
import { common } from "@words/common";
import "./agreements.css";

/** In code points, as the server counts. */
const LIMIT = 200;

interface AgreementFormProps {
  /** Something small to try, which can be taken over. */
  experiment?: Experiment | null;
  /** For the page of agreements, which has the kind line itself. */
  onProposed?: (list: AgreementList) => void;
}

/** Suggest an agreement: one sentence. Opens with a tap. */
export function AgreementForm({ experiment = null, onProposed }: AgreementFormProps) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [proposed, setProposed] = useState(false);
  const { busy, problem, run } = useAction();
  /** A second tap, or a repeat after a lost answer, sends the same id. */
  const attempt = useRef({ id: newId(), text });
  const partner = partnerName.value ?? common.yourPartner;
  const left = LIMIT - noteLength(text.trim());
  const area = useRef<HTMLDivElement>(null);
  const opened = useRef(false);
  useEffect(() => {
    // What was tapped is gone: the field is next, and after it the button again.
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
        <div class="agreement-buttons">
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
