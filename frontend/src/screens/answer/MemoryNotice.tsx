import { signal } from "@preact/signals";
import { memoryOnly } from "../../app/online";
import { Button, Notice } from "../../design";
import { answer as w } from "@words/answer";

const understood = signal(false);

/** A notice that this browser keeps nothing between visits. It is shown until the person dismisses it. */
export function MemoryNotice() {
  if (!memoryOnly.value || understood.value) return null;
  return (
    <Notice tone="warn" live>
      <p>{w.memory.body}</p>
      <Button kind="plain" onClick={() => (understood.value = true)}>
        {w.memory.understood}
      </Button>
    </Notice>
  );
}
