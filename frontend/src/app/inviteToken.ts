/**
 * The secret of an invitation link. It arrives in the fragment, which never leaves the browser, and waits here while
 * somebody signs in. It ends with the tab.
 */
const KEY = "sbs.invite";
const SHAPE = /^[A-Za-z0-9_-]{22}$/;

/** Takes the secret out of the address bar, so that it stays in no history entry. */
export function takeTokenFromAddress(): string | null {
  const token = location.hash.slice(1);
  if (token) history.replaceState(history.state, "", location.pathname);
  if (!SHAPE.test(token)) return peekToken();
  try {
    sessionStorage.setItem(KEY, token);
  } catch {
    // Without storage the person can still join while this page is open.
  }
  return token;
}

/** The secret that waits, if any. */
export function peekToken(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Once it was used, refused or declined. */
export function dropToken(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
