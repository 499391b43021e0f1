import { useState } from "preact/hooks";
import { notes } from "../../pocket/page";
import { Icon } from "../../design";
import { pocket as w } from "@words/pocket";
import { Kept } from "./Kept";

/** The earlier notes. They are folded until a tap, so that no one reads them over the person's shoulder. */
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
