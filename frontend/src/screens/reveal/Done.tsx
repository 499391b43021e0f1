import { Button, Icon } from "../../design";
import { reveal as w } from "@words/reveal";
import "./point.css";

interface DoneProps {
  /** The action, and its day. */
  words: string;
  /** Takes the action back, if that is possible. */
  onUndo?: () => void;
  busy?: boolean;
}

/** A line about an action of the two, with a way back from a mistaken tap. */
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
