import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../../app/say";
import { shortDate } from "../../app/time";
import { toast } from "../../app/toast";
import { noteLength } from "../../drafts/outgoing";
import { remove, reword } from "../../pocket/page";
import { LONGEST } from "../../pocket/store";
import type { StoredNote } from "../../pocket/store";
import { Button, TextField } from "../../design";
import { common } from "@words/common";
import { pocket as w } from "@words/pocket";

interface KeptProps {
  user: string;
  note: StoredNote;
}

type Doing = "nothing" | "editing" | "deleting";

/** An earlier note, which its author may change or delete. */
export function Kept({ user, note }: KeptProps) {
  const [doing, setDoing] = useState<Doing>("nothing");
  const place = useRef<HTMLElement>(null);
  const before = useRef<Doing>("nothing");
  useEffect(() => {
    // The tapped button has disappeared: move the focus to the field or the next button.
    if (doing !== before.current) place.current?.querySelector<HTMLElement>("textarea, button")?.focus();
    before.current = doing;
  }, [doing]);
  const { text, refused, state, noteId } = note;
  const problem = refused === "pocket_full" ? w.refusedFull : refused ? w.refused : state === "unsent" ? w.unsent : "";
  const start = text.slice(0, 40);
  const done = (): void => setDoing("nothing");
  return (
    <article ref={place}>
      {doing === "editing" ? (
        <Editing user={user} note={note} onDone={done} />
      ) : (
        <p class="pocket-text" dir="auto">
          {text}
        </p>
      )}
      {doing !== "editing" && (
        <div class="row between pocket-under">
          <p class="soft small">
            {shortDate(note.writtenAt)}
            {problem && ` · ${problem}`}
          </p>
          {doing === "nothing" && (
            <div class="pocket-ways">
              <Button kind="plain" label={w.editNote(start)} onClick={() => setDoing("editing")}>
                {w.edit}
              </Button>
              <Button kind="plain" label={w.removeNote(start)} onClick={() => setDoing("deleting")}>
                {w.remove}
              </Button>
            </div>
          )}
        </div>
      )}
      {doing === "deleting" && (
        <div class="row">
          <Button kind="danger" onClick={() => void remove(user, noteId).then(() => toast(w.removed))}>
            {w.removeSure}
          </Button>
          <Button kind="plain" onClick={done}>
            {w.rather}
          </Button>
        </div>
      )}
    </article>
  );
}

function Editing({ user, note, onDone }: KeptProps & { onDone: () => void }) {
  const [text, setText] = useState(note.text);
  const left = LONGEST - noteLength(text);
  const save = async (): Promise<void> => {
    try {
      if (text !== note.text) await reword(user, note.noteId, text);
      onDone();
    } catch (error) {
      toast(say(error));
    }
  };
  return (
    <form
      class="stack pocket-edit"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() && left >= 0) void save();
      }}
    >
      <TextField
        label={w.field}
        quietLabel
        lines={4}
        value={text}
        onInput={setText}
        error={left < 0 ? w.tooLong(-left) : undefined}
      />
      <div class="row">
        <Button type="submit" disabled={!text.trim() || left < 0}>
          {common.save}
        </Button>
        <Button kind="plain" onClick={onDone}>
          {common.cancel}
        </Button>
      </div>
    </form>
  );
}
