import { useAction } from "../../app/useAction";
import { Button, Problem } from "../../design";
import { choose, language, offered } from "../../platform/language";
import { choice as w } from "@words/choice";
import "./sign-in.css";

/** The other languages of the app, each by its own name, for someone who may not read this one. */
export function OtherLanguages() {
  const { busy, problem, run } = useAction();
  const others = offered.filter(([tag]) => tag !== language);
  if (others.length === 0) return null;
  return (
    <nav aria-label={w.others} class="stack-s">
      <ul class="bare quiet-links">
        {others.map(([tag, name]) => (
          <li key={tag}>
            <Button kind="plain" busy={busy} onClick={() => run(() => choose(tag))}>
              <span lang={tag}>{name}</span>
            </Button>
          </li>
        ))}
      </ul>
      <Problem>{problem}</Problem>
    </nav>
  );
}
