/** What the service worker says by itself. The reminders' own words come with them, from the server. */
export const notification = {
  fallback: "There is something for you to look at.",
  offline: "That did not work: there is no connection. Try again when there is.",
  signedOut: "That did not work: you are not signed in here any more.",
  problem: "That did not work just now. Try again in a while.",
} as const;
