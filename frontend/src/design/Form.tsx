import type { ComponentChildren } from "preact";
import { Button } from "./Button";

interface FormProps {
  /** The fields. */
  children: ComponentChildren;
  /** The text of the button that submits the form. */
  button: string;
  busy?: boolean;
  disabled?: boolean;
  onSubmit: () => unknown;
  /** Shown below the button. */
  below?: ComponentChildren;
}

/** A form: its fields, and the button that submits it. The app checks the fields, not the browser. */
export function Form({ children, button, busy, disabled, onSubmit, below }: FormProps) {
  const submit = (event: Event) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form class="stack" onSubmit={submit} noValidate>
      {children}
      <Button type="submit" wide busy={busy} disabled={disabled}>
        {button}
      </Button>
      {below}
    </form>
  );
}
