/**
 * Whether this device keeps a pocket or a jar of anybody. A first visit then need not load the code that sends and
 * removes them. The marks hold nothing else, and stay until there is nothing of anybody.
 */
export type KeptHere = "pocket" | "jar";

/** True if there may be something. True if the browser does not say. */
export function keeps(what: KeptHere): boolean {
  try {
    return localStorage.getItem(`keeps-${what}`) !== null;
  } catch {
    return true;
  }
}

/** Say whether there is something. */
export function markKept(what: KeptHere, there: boolean): void {
  try {
    if (there) localStorage.setItem(`keeps-${what}`, "1");
    else localStorage.removeItem(`keeps-${what}`);
  } catch {
    // Storage is forbidden: then the code is always loaded.
  }
}
