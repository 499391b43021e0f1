import { Component, type ComponentChildren } from "preact";
import { Button, Screen } from "../design";
import { shell } from "@words/shell";

interface Props {
  /** When the path changes, the boundary tries again to show the screen. */
  path: string;
  children: ComponentChildren;
}

interface State {
  failedAt: string | null;
}

/** Catch the errors of a screen and show a page with a way to continue. */
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
