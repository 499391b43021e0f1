import type * as en from "../en/notification";
import type { Words } from "../shape";

/** What the service worker says without the server. A reminder brings its own words. */
export const notification: Words<typeof en.notification> = {
  fallback: "Hay algo para ti.",
  offline: "No hay conexión. Inténtalo otra vez cuando vuelva.",
  signedOut: "No funcionó, porque tu sesión ya no está abierta en este dispositivo.",
  problem: "Ahora no funcionó. Inténtalo otra vez dentro de un rato.",
};
