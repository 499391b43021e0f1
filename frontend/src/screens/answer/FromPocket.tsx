import { useEffect, useState } from "preact/hooks";
import { shortDate } from "../../app/time";
import { me } from "../../app/session";
import { freshen, keep, notes, show } from "../../pocket/page";
import { Button, Sheet } from "../../design";
import { fromPocket as w } from "@words/pocket";
import "./from-pocket.css";

interface FromPocketProps {
  /** The text in the field. */
  value: string;
  /** Called with the new text of the field. */
  onChange: (words: string) => void;
}

/** Offer the person's pocket notes, to copy into the field. The answer does not record where its words came from. */
export function FromPocket({ value, onChange }: FromPocketProps) {
  const [open, setOpen] = useState(false);
  const user = me.value?.id;
  useEffect(() => {
    // First keep words from a visit to the pocket that ended before they became a note.
    if (user)
      void keep(user)
        .then(() => show(user))
        .then(() => freshen(user))
        .catch(() => undefined);
  }, [user]);
  if (!notes.value?.length) return null;
  const take = (words: string): void => {
    setOpen(false);
    onChange(withWords(value, words));
  };
  return (
    <>
      <div class="from-pocket">
        <Button kind="plain" onClick={() => setOpen(true)}>
          {w.open}
        </Button>
      </div>
      <Sheet open={open} title={w.title} onClose={() => setOpen(false)}>
        <p class="soft">{w.lead}</p>
        <ul class="bare stack-s">
          {notes.value.map((note) => (
            <li key={note.noteId}>
              <button
                type="button"
                class="pocket-choice"
                aria-label={w.take(note.text)}
                onClick={() => take(note.text)}
              >
                <span dir="auto">{note.text}</span>
                <span class="soft small">{shortDate(note.writtenAt)}</span>
              </button>
            </li>
          ))}
        </ul>
      </Sheet>
    </>
  );
}

/** Add `words` after the text of the field. Pure. */
export const withWords = (value: string, words: string): string =>
  value.trim() ? `${value.trimEnd()}\n\n${words}` : words;
