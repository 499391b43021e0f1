import { signal } from "@preact/signals";
import { memoryOnly } from "../../app/online";
import { Button, Notice } from "../../design";
import { answer as w } from "@words/answer";

const understood = signal(false);

/** Says what is different in a browser that keeps nothing between visits, until it is dismissed. */
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
