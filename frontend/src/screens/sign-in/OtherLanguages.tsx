import { useAction } from "../../app/useAction";
import { Button, Problem } from "../../design";
import { choose, language, offered } from "../../platform/language";
import { choice as w } from "@words/choice";
import "./sign-in.css";

/** Links to the app's other languages, each by its own name, for people who cannot read the present language. */
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
