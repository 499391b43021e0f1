/** Adding the app to the Home Screen: offered in the settings and when push needs it, never as a pop-up. */
import { signal } from "@preact/signals";
import { isIos, isStandalone } from "./push";

interface InstallEvent extends Event {
  prompt(): Promise<void>;
  userChoice: Promise<{ outcome: "accepted" | "dismissed" }>;
}

export type InstallState =
  /** Runs as an app already. */
  | "installed"
  /** The browser can ask: call `askToInstall` from a tap. */
  | "ready"
  /** iPhone and iPad: only by hand, through Share and "Add to Home Screen". */
  | "ios-by-hand"
  /** Nothing to offer here. */
  | "unavailable";

let waiting: InstallEvent | null = null;

export const installState = signal<InstallState>("unavailable");

function look(): void {
  if (isStandalone()) installState.value = "installed";
  else if (waiting) installState.value = "ready";
  else installState.value = isIos() ? "ios-by-hand" : "unavailable";
}

/** Call once at the start: the browser sends its event early and only once. */
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

/** Show the browser's own question. True if the person said yes. */
export async function askToInstall(): Promise<boolean> {
  const event = waiting;
  if (!event) return false;
  waiting = null;
  await event.prompt();
  const { outcome } = await event.userChoice;
  look();
  return outcome === "accepted";
}
