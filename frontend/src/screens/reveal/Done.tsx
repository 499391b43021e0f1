import { Button, Icon } from "../../design";
import { reveal as w } from "@words/reveal";
import "./point.css";

interface DoneProps {
  /** The text: what the two did, and on which day. */
  words: string;
  /** Undo the action. Missing if that is not possible. */
  onUndo?: () => void;
  busy?: boolean;
}

/** A line about something that the two did, with a button to undo a mistaken tap. */
export function Done({ words, onUndo, busy }: DoneProps) {
  return (
    <div class="done">
      <p class="talked">
        <Icon name="check" size={20} />
        {words}
      </p>
      {onUndo && (
        <Button kind="plain" busy={busy} label={`${w.undo}: ${words}`} onClick={onUndo}>
          {w.undo}
        </Button>
      )}
    </div>
  );
}
