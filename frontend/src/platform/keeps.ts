/**
 * Remember whether this device stores a pocket or a jar of any person. If not, a visit need not load the code that
 * sends and removes them. Only that one bit is kept for each, until nothing of any person is left.
 */
export type KeptHere = "pocket" | "jar";

/** True if something may be stored. Also true if the browser forbids to look. */
export function keeps(what: KeptHere): boolean {
  try {
    return localStorage.getItem(`keeps-${what}`) !== null;
  } catch {
    return true;
  }
}

/** Record whether something is stored. */
export function markKept(what: KeptHere, there: boolean): void {
  try {
    if (there) localStorage.setItem(`keeps-${what}`, "1");
    else localStorage.removeItem(`keeps-${what}`);
  } catch {
    // Storage is forbidden. `keeps` then returns true, and the code is always loaded.
  }
}
