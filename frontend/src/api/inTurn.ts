/** Changes at one path are sent one after another, so that of two taps in a row the second one counts. */
import { onVisibility } from "../platform/visibility";

/** For each path, a promise that settles when all changes so far have their answers. */
const underWay = new Map<string, Promise<unknown>>();
/** Settles when the page is hidden or about to close: it may never come back, so no change may wait any longer. */
let leaving: Promise<void>;
let left: boolean;
let leave: () => void;

function stay(): void {
  left = false;
  leaving = new Promise((resolve) => {
    leave = () => {
      left = true;
      resolve();
    };
  });
}

const back = () => left && stay();

stay();
addEventListener("pagehide", () => leave());
addEventListener("pageshow", back);
onVisibility({ hidden: () => leave(), shown: back });

/** Call `send` when all earlier changes at this path have their answers, whatever these are, or when the page leaves. */
export function inTurn<T>(path: string, send: () => Promise<T>): Promise<T> {
  const before = underWay.get(path);
  const turn = before ? Promise.race([before, leaving]).then(send) : send();
  const all = Promise.allSettled([before, turn]);
  underWay.set(path, all);
  void all.then(() => underWay.get(path) === all && underWay.delete(path));
  return turn;
}
