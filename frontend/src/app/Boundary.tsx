import { Component, type ComponentChildren } from "preact";
import { Button, Screen } from "../design";
import { shell } from "@words/shell";

interface State {
  failed: boolean;
}

/** Catches what a screen throws, so that there is always a way on. */
export class Boundary extends Component<{ children: ComponentChildren }, State> {
  override state: State = { failed: false };

  static override getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Screen title={shell.somethingWrong}>
        <p>{shell.somethingWrongBody}</p>
        <Button onClick={() => location.reload()}>{shell.reload}</Button>
      </Screen>
    );
  }
}
