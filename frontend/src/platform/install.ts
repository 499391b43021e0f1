/** Add the app to the Home Screen. The app offers it in Settings and where push needs it, never as a pop-up. */
import { signal } from "@preact/signals";
import { isIos, isStandalone } from "./push";

interface InstallEvent extends Event {
  prompt(): Promise<void>;
  userChoice: Promise<unknown>;
}

export type InstallState =
  /** The app is installed and was opened from the Home Screen. */
  | "installed"
  /** The browser can show its install dialogue: call `askToInstall` after a tap. */
  | "ready"
  /** On iPhone and iPad, the person has to tap Share and "Add to Home Screen". */
  | "ios-by-hand"
  /** This browser cannot install the app. */
  | "unavailable";

let waiting: InstallEvent | null = null;

export const installState = signal<InstallState>("unavailable");

function look(): void {
  if (isStandalone()) installState.value = "installed";
  else if (waiting) installState.value = "ready";
  else installState.value = isIos() ? "ios-by-hand" : "unavailable";
}

/** Keep the browser's event that allows installing. Call at the start: the event comes early and only once. */
export function watchInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    waiting = event as InstallEvent;
    look();
  });
  addEventListener("appinstalled", () => {
    waiting = null;
    installState.value = "installed";
  });
  look();
}

/** Show the browser's install dialogue. */
export async function askToInstall(): Promise<void> {
  const event = waiting;
  if (!event) return;
  waiting = null;
  await event.prompt();
  await event.userChoice;
  look();
}
