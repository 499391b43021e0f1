import type { ComponentChildren } from "preact";
import { Button } from "../../design";
import { signIn as w } from "@words/signIn";

interface CodeFormProps {
  /** The fields of the form. */
  children: ComponentChildren;
  busy: boolean;
  onSubmit: () => unknown;
  alternatives?: Alternative[];
}

/** A form with a code: its fields, the button that confirms the code, and links to other ways to sign in. */
export function CodeForm({ children, busy, onSubmit, alternatives = [] }: CodeFormProps) {
  const submit = (event: Event) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form class="stack" onSubmit={submit} noValidate>
      {children}
      <Button type="submit" wide busy={busy}>
        {w.confirm}
      </Button>
      {alternatives.length > 0 && <Alternatives ways={alternatives} />}
    </form>
  );
}

export interface Alternative {
  words: string;
  go: () => unknown;
}

/** Links to other ways to continue, below the main step. */
export function Alternatives({ ways }: { ways: Alternative[] }) {
  return (
    <div class="stack-s center-items">
      {ways.map(({ words, go }) => (
        <Button key={words} kind="plain" onClick={go}>
          {words}
        </Button>
      ))}
    </div>
  );
}
