import { Component, type ComponentChildren } from "preact";
import { Button, Screen } from "../design";
import { shell } from "@words/shell";

interface Props {
  /** A new path is a new try. */
  path: string;
  children: ComponentChildren;
}

interface State {
  failedAt: string | null;
}

/** Catches errors of a screen, so that there is always a way on. */
export class Boundary extends Component<Props, State> {
  override state: State = { failedAt: null };

  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ failedAt: this.props.path });
  }

  override render() {
    if (this.state.failedAt !== this.props.path) return this.props.children;
    return (
      <Screen title={shell.somethingWrong}>
        <p>{shell.somethingWrongBody}</p>
        <Button onClick={() => location.reload()}>{shell.reload}</Button>
      </Screen>
    );
  }
}
