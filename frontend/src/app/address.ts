/** The address that the app was opened with, before anything reads it. */

/** `pathname` + `search` + `hash` as they were meant: slashes not doubled, an escaped "#" of an invitation link as one. */
export function meantAddress(pathname: string, search: string, hash: string): string {
  const escaped = /^(.*?\/join)\/?%(?:25)*23(.*)$/i.exec(pathname);
  const path = (escaped?.[1] ?? pathname).replace(/\/{2,}/g, "/") || "/";
  return path + search + (escaped ? `#${escaped[2]}` : hash);
}

/** Puts the address right in place; no page loads. */
export function tidyLocation(): void {
  const meant = meantAddress(location.pathname, location.search, location.hash);
  if (meant !== location.pathname + location.search + location.hash) history.replaceState(history.state, "", meant);
}
