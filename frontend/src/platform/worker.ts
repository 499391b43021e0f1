/** Register the service worker, and offer an update when a new version is ready. Runs in the page. */
import { signal } from "@preact/signals";
import { onVisibility } from "./visibility";

/** True if a newer version is ready and waits for the person's tap. */
export const updateReady = signal(false);

const WORKER = "/sw.js";

interface Rules {
  createScriptURL(url: string): string;
}

/** The part of Trusted Types that is used here. TypeScript does not know them yet, and not every browser has them. */
interface TrustedTypes {
  createPolicy(name: string, rules: Rules): Rules;
}

/**
 * Return the worker's address as a trusted script URL, which the Content-Security-Policy requires. The server allows
 * only a policy with the name "service-worker", created once. That policy accepts no other address.
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
/** Settles when the browser has fetched the worker's script, or could not fetch it. */
let registering: Promise<unknown> = Promise.resolve();

/**
 * Register the service worker after the first screen is shown. Does nothing in development, or if the browser has no
 * service workers.
 */
export async function startWorker(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  const hadWorker = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // When the first worker takes control, the page is current and needs no reload.
    if (!hadWorker || reloading) return;
    reloading = true;
    location.reload();
  });
  const registered = navigator.serviceWorker.register(workerAddress(), { updateViaCache: "none" });
  registering = registered.catch(() => undefined);
  const registration = await registered;
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

/** Activate the new version. The page then reloads. Drafts are stored on the phone, so nothing is lost. */
export function applyUpdate(): void {
  waiting?.postMessage({ type: "SKIP_WAITING" });
}

/**
 * Fetch the server's present worker for this browser, activate it with its files, and reload the page. The push
 * subscription, the drafts and the installed app belong to the registration and the origin, so they stay.
 */
export async function takeNewest(): Promise<void> {
  // A registration whose first script is still on its way can't be updated: the browser would refuse.
  await registering;
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update();
  const fresh = registration?.installing ?? registration?.waiting;
  // From here on this function reloads the page, not the listener above.
  reloading = true;
  if (fresh) await activated(fresh);
  location.reload();
}

/**
 * Resolve when the worker is active. It does not wait for pages of the old worker. Reject if it cannot be installed.
 */
function activated(worker: ServiceWorker): Promise<void> {
  return new Promise((done, failed) => {
    const look = (): void => {
      if (worker.state === "installed") worker.postMessage({ type: "SKIP_WAITING" });
      else if (worker.state === "activated") done();
      else if (worker.state === "redundant") {
        reloading = false;
        failed(new Error("the worker could not be installed"));
      }
    };
    worker.addEventListener("statechange", look);
    look();
  });
}
