import { Button, Icon } from "../../design";
import { reveal as w } from "@words/reveal";
import "./point.css";

interface DoneProps {
  /** What was done, and when. */
  words: string;
  /** Takes it back, where that is possible. */
  onUndo?: () => void;
  busy?: boolean;
}

/** Something that the two have done, and a way back from a mistaken tap. */
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
