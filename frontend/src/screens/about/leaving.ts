/** Leave a page at once, such that nothing of it stays visible and Back does not return to it. */
import { onVisibility } from "../../platform/visibility";

/** A page that anyone might have open. The browser opens it; the app itself sends no request to it. */
export const ELSEWHERE = "https://www.wikipedia.org/";
/** The time (ms) within which Escape has to be pressed three times. One or two presses are normal use. */
const WITHIN = 3000;
const TIMES = 3;

/** Replace this page with `ELSEWHERE`. */
export function leaveQuickly(): void {
  // Empty the page first: on a slow network, its words would stay visible while the other page loads.
  document.title = "";
  document.body.replaceChildren();
  // An installed app may open the other page in a separate window. When that is closed, the app shows its first screen.
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
