import { useState } from "preact/hooks";
import { shortDate } from "../../app/time";
import { toast } from "../../app/toast";
import { notes, remove } from "../../pocket/page";
import type { StoredNote } from "../../pocket/store";
import { Button, Icon } from "../../design";
import { pocket as w } from "@words/pocket";

/** The earlier notes, which nobody reads over one's shoulder: closed until a tap. */
export function Earlier({ user }: { user: string }) {
  const [open, setOpen] = useState(false);
  const kept = notes.value;
  return (
    <section class="stack">
      <button
        type="button"
        class="pocket-open"
        aria-expanded={open}
        aria-controls="earlier-notes"
        onClick={() => setOpen(!open)}
      >
        {w.earlier}
        <Icon name="forward" size={20} />
      </button>
      <div id="earlier-notes" hidden={!open}>
        {open && kept?.length === 0 && <p class="soft">{w.none}</p>}
        {open && kept && kept.length > 0 && (
          <ul class="bare pocket-notes">
            {kept.map((note) => (
              <li key={note.noteId}>
                <Kept user={user} note={note} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function Kept({ user, note }: { user: string; note: StoredNote }) {
  const [sure, setSure] = useState(false);
  const { text, refused, state, noteId } = note;
  const problem = refused === "pocket_full" ? w.refusedFull : refused ? w.refused : state === "unsent" ? w.unsent : "";
  const start = text.slice(0, 40);
  return (
    <article>
      <p class="pocket-text" dir="auto">
        {text}
      </p>
      <div class="row between pocket-under">
        <p class="soft small">
          {shortDate(note.writtenAt)}
          {problem && ` · ${problem}`}
        </p>
        {!sure && (
          <Button kind="plain" label={w.removeNote(start)} onClick={() => setSure(true)}>
            {w.remove}
          </Button>
        )}
      </div>
      {sure && (
        <div class="row">
          <Button kind="danger" onClick={() => void remove(user, noteId).then(() => toast(w.removed))}>
            {w.removeSure}
          </Button>
          <Button kind="quiet" onClick={() => setSure(false)}>
            {w.rather}
          </Button>
        </div>
      )}
    </article>
  );
}
