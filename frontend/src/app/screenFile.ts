/**
 * Load the file of a screen. The server may no longer have it if a new version of the app was installed since this page
 * was loaded. The page is then reloaded once. If the file is still missing, the screen shows an error.
 */
import { memoryOnly, online } from "./online";

const KEY = "sbs.reloaded";
/** The least time (ms) between two reloads: longer than a reload on a slow network, so no page reloads for ever. */
const LASTS = 60_000;

/** Thrown if the file of a screen cannot be fetched, even after a reload. */
export class ScreenFileMissing extends Error {
  override name = "ScreenFileMissing";
}

/**
 * Import a file with `load`. Throws ScreenFileMissing if the file cannot be fetched. Other errors are passed on.
 */
export async function screenFile<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error)) throw error;
    // If the browser keeps nothing, a reload would lose what the person has written on this page.
    if (online.value && !memoryOnly.value && mayReload()) {
      location.reload();
      // The page is about to reload: show nothing more.
      return new Promise<never>(() => undefined);
    }
    throw new ScreenFileMissing("the file of a screen could not be loaded");
  }
}

// What browsers say if a file is missing: "Failed to fetch dynamically imported module", "error loading dynamically
// imported module", "Importing a module script failed", "Load failed", "… is not a valid JavaScript MIME type". For a
// missing style sheet, Vite says "Unable to preload CSS".
const MISSING = /dynamically imported module|module script|load failed|failed to fetch|mime type|preload css/i;

function isMissing(error: unknown): boolean {
  return error instanceof Error && MISSING.test(error.message);
}

/** True if this tab may reload now: at most once a minute, and never without storage, which holds the last time. */
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
