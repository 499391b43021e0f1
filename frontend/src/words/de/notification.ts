import type * as en from "../en/notification";
import type { Words } from "../shape";

/** What the service worker says without the server. A reminder brings its own words. */
export const notification: Words<typeof en.notification> = {
  fallback: "Es gibt etwas zum Anschauen für dich.",
  offline: "Keine Verbindung. Versuch es noch einmal, wenn du online bist.",
  signedOut: "Das hat nicht geklappt, weil du auf diesem Gerät nicht mehr angemeldet bist.",
  problem: "Das hat gerade nicht geklappt. Versuch es in einer Weile noch einmal.",
};
