/**
 * The file of a screen. It may be gone if a new version of the app was installed since this page was loaded. The page
 * is then reloaded once; if the file is still missing, the frame shows an error.
 */
import { memoryOnly, online } from "./online";

const KEY = "sbs.reloaded";
/** Long enough for a reload on a slow phone network, so that no page reloads in a circle. In milliseconds. */
const LASTS = 60_000;

/** The file of a screen could not be fetched, even after a reload. */
export class ScreenFileMissing extends Error {
  constructor() {
    super("the file of a screen could not be loaded");
    this.name = "ScreenFileMissing";
  }
}

/**
 * Import with `load`. Throws ScreenFileMissing if the file cannot be fetched; errors of the file itself pass through.
 */
export async function screenFile<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error)) throw error;
    // Words that are on this page alone must not be lost to an automatic reload.
    if (online.value && !memoryOnly.value && mayReload()) {
      location.reload();
      // The page is about to reload: show nothing more.
      return new Promise<never>(() => undefined);
    }
    throw new ScreenFileMissing();
  }
}

// The messages of the browsers: "Failed to fetch dynamically imported module", "error loading dynamically imported
// module", "Importing a module script failed", "Load failed", "… is not a valid JavaScript MIME type"; for a style
// sheet, Vite's "Unable to preload CSS".
const MISSING = /dynamically imported module|module script|load failed|failed to fetch|mime type|preload css/i;

function isMissing(error: unknown): boolean {
  return error instanceof Error && MISSING.test(error.message);
}

/** True at most once a minute in this tab; never without storage. */
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
