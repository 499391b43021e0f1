import { render } from "preact";
import { act } from "preact/test-utils";

export interface Rendered<T> {
  /** The latest return value of the hook. */
  current: T;
  unmount(): void;
}

/** Run a hook in a test component. */
export function renderHook<T>(hook: () => T): Rendered<T> {
  const root = document.createElement("div");
  const rendered = { unmount: () => void act(() => render(null, root)) } as Rendered<T>;
  function Host() {
    rendered.current = hook();
    return null;
  }
  void act(() => render(<Host />, root));
  return rendered;
}
