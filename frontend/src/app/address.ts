/** Repair the address that the app was opened with. */

/**
 * Return the repaired address from `pathname`, `search` and `hash`: without doubled slashes, and with the "#" of an
 * invitation link where another program has escaped it as "%23".
 */
export function meantAddress(pathname: string, search: string, hash: string): string {
  const escaped = /^(.*?\/join)\/?%(?:25)*23(.*)$/i.exec(pathname);
  const path = (escaped?.[1] ?? pathname).replace(/\/{2,}/g, "/") || "/";
  return path + search + (escaped ? `#${escaped[2]}` : hash);
}

/** Correct the address without loading a page. */
export function tidyLocation(): void {
  const meant = meantAddress(location.pathname, location.search, location.hash);
  if (meant !== location.pathname + location.search + location.hash) history.replaceState(history.state, "", meant);
}
