/**
 * The file of a screen, which may be gone: a new version of the app has been put in its place since this page was
 * loaded. The page is then loaded anew, once; if the file is still missing, the error says so and the frame shows it.
 */
import { memoryOnly, online } from "./online";

const KEY = "sbs.reloaded";
/** Long enough for a reload on a slow phone network, so that no page reloads in a circle. In milliseconds. */
const LASTS = 60_000;

/** The file of a screen could not be fetched, also not by a page that was loaded anew. */
export class ScreenFileMissing extends Error {
  constructor() {
    super("the file of a screen could not be loaded");
    this.name = "ScreenFileMissing";
  }
}

/** What `load` imports. Throws ScreenFileMissing if it cannot be had; what the file itself throws passes through. */
export async function screenFile<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error)) throw error;
    // What is on this page alone must not be lost to a reload that nobody asked for.
    if (online.value && !memoryOnly.value && mayReload()) {
      location.reload();
      // The page is about to go: nothing more is to be shown.
      return new Promise<never>(() => undefined);
    }
    throw new ScreenFileMissing();
  }
}

// Each browser has words of its own for it: "Failed to fetch dynamically imported module", "error loading dynamically
// imported module", "Importing a module script failed", "Load failed", "… is not a valid JavaScript MIME type"; and for
// a style, Vite's "Unable to preload CSS".
const MISSING = /dynamically imported module|module script|load failed|failed to fetch|mime type|preload css/i;

function isMissing(error: unknown): boolean {
  return error instanceof Error && MISSING.test(error.message);
}

/** True at most once a minute in this tab; never where nothing can be noted down. */
function mayReload(now: number = Date.now()): boolean {
  try {
    const last = Number(sessionStorage.getItem(KEY));
    if (last && now - last >= 0 && now - last < LASTS) return false;
    sessionStorage.setItem(KEY, String(now));
    return sessionStorage.getItem(KEY) === String(now);
  } catch {
    return false;
  }
}
