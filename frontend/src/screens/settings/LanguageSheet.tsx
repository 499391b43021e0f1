import { useState } from "preact/hooks";
import { useAction } from "../../app/useAction";
import { Button, Problem, Sheet } from "../../design";
import { choose, language, offered } from "../../platform/language";
import { choice as w } from "@words/choice";

/** The sheet to choose a language. A tap on another language changes it at once. */
export function LanguageSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { busy, problem, run } = useAction();
  const [chosen, setChosen] = useState<string | null>(null);
  const take = (tag: string): void => {
    if (tag === language) return onClose();
    setChosen(tag);
    void run(() => choose(tag));
  };
  return (
    <Sheet open={open} title={w.title} onClose={onClose}>
      <p class="soft">{w.lead}</p>
      {offered.map(([tag, name]) => (
        <Button
          key={tag}
          wide
          kind={tag === language ? "primary" : "quiet"}
          icon={tag === language ? "check" : undefined}
          pressed={tag === language}
          busy={busy && tag === chosen}
          onClick={() => take(tag)}
        >
          <span lang={tag}>{name}</span>
        </Button>
      ))}
      <Problem>{problem}</Problem>
    </Sheet>
  );
}
