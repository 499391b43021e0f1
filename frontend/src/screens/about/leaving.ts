/** Leaving a page at once: nothing of it stays in sight, and Back does not return to it. */
import { onVisibility } from "../../platform/visibility";

/** A page that anyone might have open. Only the browser goes there; the app sends it no request. */
export const ELSEWHERE = "https://www.wikipedia.org/";
/** Milliseconds in which Escape has to be pressed three times: one or two presses are normal use. */
const WITHIN = 3000;
const TIMES = 3;

/** Replace this page with an everyday one. */
export function leaveQuickly(): void {
  // The tab goes blank first: on a slow line the words would stay in sight while the other page loads.
  document.title = "";
  document.body.replaceChildren();
  // An installed app may open the other page in a window of its own. After closing it, the app shows its first screen.
  history.replaceState(null, "", "/");
  onVisibility({ shown: () => location.replace("/") });
  location.replace(ELSEWHERE);
}

/** Call `run` after Escape was pressed three times in a row. Returns a function that stops it. */
export function onThirdEscape(run: () => void): () => void {
  let presses: number[] = [];
  const press = ({ key, repeat, timeStamp }: KeyboardEvent): void => {
    if (key !== "Escape" || repeat) return;
    presses = [...presses.filter((earlier) => timeStamp - earlier < WITHIN), timeStamp];
    if (presses.length >= TIMES) run();
  };
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}
