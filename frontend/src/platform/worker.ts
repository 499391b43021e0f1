/** The page's side of the service worker: register it, and offer an update when a new version waits. */
import { signal } from "@preact/signals";
import { onVisibility } from "./visibility";

/** True when a newer version is ready and waits for the person's tap. */
export const updateReady = signal(false);

const WORKER = "/sw.js";

interface Rules {
  createScriptURL(url: string): string;
}

/** As much of Trusted Types as is needed: TypeScript does not know them yet, and not every browser has them. */
interface TrustedTypes {
  createPolicy(name: string, rules: Rules): Rules;
}

/**
 * The worker's address in the form in which the security policy lets a script's address be given. The policy of this
 * name is the only one that the server allows, and only once; this is the only address that it lets through.
 */
export function workerAddress(): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  const policy = types?.createPolicy("service-worker", {
    createScriptURL(url) {
      if (url !== WORKER) throw new TypeError("No script but the service worker.");
      return url;
    },
  });
  return policy?.createScriptURL(WORKER) ?? WORKER;
}

let waiting: ServiceWorker | null = null;
let reloading = false;

/** Register after the first screen is up. Does nothing where there is no service worker or in development. */
export async function startWorker(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  const hadWorker = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // The very first worker takes over a page that is already right: no reload then.
    if (!hadWorker || reloading) return;
    reloading = true;
    location.reload();
  });
  const registration = await navigator.serviceWorker.register(workerAddress(), { updateViaCache: "none" });
  const offer = (worker: ServiceWorker | null): void => {
    if (!worker || !navigator.serviceWorker.controller) return;
    waiting = worker;
    updateReady.value = true;
  };
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const fresh = registration.installing;
    fresh?.addEventListener("statechange", () => {
      if (fresh.state === "installed") offer(fresh);
    });
  });
  onVisibility({ shown: () => registration.update().catch(() => undefined) });
}

/** Take the new version now; the page reloads by itself. Drafts are on the phone, so nothing is lost. */
export function applyUpdate(): void {
  waiting?.postMessage({ type: "SKIP_WAITING" });
}
