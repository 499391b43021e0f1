import { useEffect, useRef, useState } from "preact/hooks";
import { memoryOnly } from "../../app/online";
import { say } from "../../app/say";
import { me } from "../../app/session";
import { toast } from "../../app/toast";
import { noteLength } from "../../drafts/outgoing";
import { newId } from "../../platform/device";
import { keep, notes, refresh, show, write } from "../../pocket/page";
import { LONGEST, MOST } from "../../pocket/store";
import { Form, Problem, Screen } from "../../design";
import { pocket as w } from "@words/pocket";
import { Earlier } from "./Earlier";
import "./pocket.css";

/** The pocket's page: an empty field for a new note, and the earlier notes, which a tap unfolds. */
export default function PocketScreen() {
  const user = me.value?.id;
  return user ? <PocketOf key={user} user={user} /> : null;
}

function PocketOf({ user }: { user: string }) {
  const [text, setText] = useState("");
  const [status, setStatus] = useState("");
  const [problem, setProblem] = useState("");
  const noteId = useRef(newId());
  /** The promise of storing the latest edit. The note is sent only after it. */
  const writing = useRef<Promise<void>>(Promise.resolve());
  const area = useRef<HTMLTextAreaElement>(null);
  const left = LONGEST - noteLength(text);

  useEffect(() => {
    area.current?.focus();
    void (async () => {
      // First keep words from a visit that ended before they became a note.
      await keep(user);
      await show(user);
      await refresh(user);
    })().catch(() => undefined);
    // When the person leaves the screen, the words in the field become a note.
    return () => void writing.current.then(() => keep(user)).catch(() => undefined);
  }, [user]);

  const change = (next: string): void => {
    setText(next);
    setStatus("");
    setProblem("");
    const id = noteId.current;
    writing.current = writing.current.then(() => write(user, id, next)).catch(() => undefined);
  };
  const finish = async (): Promise<void> => {
    if (!text.trim()) return area.current?.focus();
    if (left < 0) return setProblem(w.tooLong(-left));
    if ((notes.value?.length ?? 0) >= MOST) return setProblem(w.full);
    try {
      await writing.current;
      const id = noteId.current;
      noteId.current = newId();
      setText("");
      await keep(user);
      const kept = notes.value?.find((note) => note.noteId === id);
      if (kept?.refused === "pocket_full") setProblem(w.full);
      else setStatus(kept?.state !== "unsent" ? w.kept : memoryOnly.value ? w.keptInMemory : w.keptHere);
    } catch (error) {
      toast(say(error));
    }
  };
  return (
    <Screen title={w.title} back={{ href: "/", label: w.back }} class="pocket">
      <p class="soft" id="pocket-lead">
        {w.lead}
      </p>
      <Form button={w.keep} onSubmit={finish}>
        <div class="field stack-s">
          <label for="pocket-note" class="unseen">
            {w.field}
          </label>
          <textarea
            ref={area}
            id="pocket-note"
            class="input pocket-note"
            dir="auto"
            rows={5}
            value={text}
            placeholder={w.placeholder}
            aria-describedby="pocket-lead pocket-left"
            aria-invalid={left < 0 ? "true" : undefined}
            onInput={(event) => change(event.currentTarget.value)}
          />
          <p class={left < 0 ? "field-error" : "hint pocket-left"} id="pocket-left">
            {left < 0 ? w.tooLong(-left) : left < 200 ? w.remaining(left) : ""}
          </p>
        </div>
      </Form>
      <p role="status" class="soft pocket-status">
        {status}
      </p>
      <Problem>{problem}</Problem>
      <Earlier user={user} />
      <p class="soft small">{w.foot}</p>
    </Screen>
  );
}
