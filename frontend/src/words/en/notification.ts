/** What the service worker says without the server. A reminder brings its own words. */
export const notification = {
  fallback: "There is something for you to look at.",
  offline: "No connection. Try again when you're online.",
  signedOut: "That didn't work, because you're no longer signed in on this device.",
  problem: "That didn't work just now. Try again in a while.",
} as const;
