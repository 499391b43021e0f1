import type { ComponentChildren } from "preact";
import { Button } from "../../design";
import { signIn as w } from "@words/signIn";

interface CodeFormProps {
  /** The fields of the form. */
  children: ComponentChildren;
  busy: boolean;
  onSubmit: () => unknown;
  others?: Other[];
}

/** A form that ends with a code: its fields, the button that confirms it, and the other ways to go on. */
export function CodeForm({ children, busy, onSubmit, others = [] }: CodeFormProps) {
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
      {others.length > 0 && <Others ways={others} />}
    </form>
  );
}

export interface Other {
  words: string;
  go: () => unknown;
}

/** Other ways to go on, under what a step offers first. */
export function Others({ ways }: { ways: Other[] }) {
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
