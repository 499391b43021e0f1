/** Changes at one path are sent one after another, so that of two taps in a row the second one counts. */
import { onVisibility } from "../platform/visibility";

/** The newest change at each path that has no answer yet. */
const underWay = new Map<string, Promise<unknown>>();
/** Settles when the page is hidden or about to close: it may never come back, so nothing must wait any longer. */
let leaving: Promise<void>;
let leave: () => void;

function stay(): void {
  leaving = new Promise((resolve) => (leave = resolve));
}

stay();
addEventListener("pagehide", () => leave());
addEventListener("pageshow", stay);
onVisibility({ hidden: () => leave(), shown: stay });

/** Call `send` when the previous change at this path has its answer, whatever the answer is, or when the page leaves. */
export function inTurn<T>(path: string, send: () => Promise<T>): Promise<T> {
  const before = underWay.get(path);
  const turn = before ? Promise.race([before, leaving]).then(send, send) : send();
  underWay.set(path, turn);
  const done = () => underWay.get(path) === turn && underWay.delete(path);
  turn.then(done, done);
  return turn;
}
