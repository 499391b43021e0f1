/**
 * Web Push on this device. The app asks for permission only after a tap, on a screen that explains the reason.
 * `stateOf` decides from plain values and is tested with a table. The other functions collect those values and act.
 */
import { ApiError } from "../api/errors";
import { fromBase64Url, toBase64Url } from "./base64url";
import { within } from "./device";

export type PushState =
  /** This browser has no Web Push. */
  | "unsupported"
  /** On iPhone and iPad, push works only after the app was added to the Home Screen. */
  | "ios-needs-install"
  /** The person was not asked yet, or has allowed notifications but is not subscribed. */
  | "default"
  /** The person has refused. Only the browser's settings can change that. */
  | "denied"
  /** The service worker, which shows reminders, could not be started here. */
  | "no-worker"
  | "subscribed";

/** How long to wait for the service worker (ms): its `ready` never settles if the worker cannot be registered. */
const WORKER_STARTS_WITHIN = 10_000;

export interface PushFacts {
  serviceWorker: boolean;
  pushManager: boolean;
  permission: NotificationPermission | null;
  subscribed: boolean;
  ios: boolean;
  standalone: boolean;
}

/** Return the state of push for these facts. Pure. */
export function stateOf(facts: PushFacts): PushState {
  if (facts.ios && !facts.standalone) return "ios-needs-install";
  if (!facts.serviceWorker || !facts.pushManager || facts.permission === null) return "unsupported";
  if (facts.permission === "denied") return "denied";
  return facts.permission === "granted" && facts.subscribed ? "subscribed" : "default";
}

/** The requests to the API that push needs. */
export interface PushApi {
  get(path: "/notifications/vapid"): Promise<{ public_key: string }>;
  put(path: "/notifications/subscriptions", body: unknown): Promise<unknown>;
}

/** True on iPhone and iPad; an iPad calls itself a Mac, but no Mac has a touch screen. */
export function isIos(agent: Pick<Navigator, "userAgent" | "maxTouchPoints"> = navigator): boolean {
  return /iP(hone|ad|od)/.test(agent.userAgent) || (/Macintosh/.test(agent.userAgent) && agent.maxTouchPoints > 1);
}

/** True if the app runs from the Home Screen or is installed. */
export function isStandalone(): boolean {
  const apple = (navigator as { standalone?: boolean }).standalone === true;
  return apple || matchMedia("(display-mode: standalone)").matches;
}

const registration = async (): Promise<ServiceWorkerRegistration | undefined> =>
  navigator.serviceWorker?.getRegistration();

/** Find out the state of push on this device. Never asks the person. */
export async function pushState(): Promise<PushState> {
  const worker = await registration().catch(() => null);
  const subscription = await worker?.pushManager?.getSubscription().catch(() => null);
  return stateOf({
    serviceWorker: "serviceWorker" in navigator,
    pushManager: "PushManager" in window,
    permission: "Notification" in window ? Notification.permission : null,
    subscribed: Boolean(subscription),
    ios: isIos(),
    standalone: isStandalone(),
  });
}

/**
 * Ask for permission and subscribe. Call it after a tap, on a screen that explains the reason. Throws if the server
 * cannot be reached or refuses. The browser's subscription is then cancelled, so that the server knows every
 * subscription.
 */
export async function enablePush(api: PushApi): Promise<PushState> {
  const before = await pushState();
  if (before !== "default" && before !== "subscribed") return before;
  // Ask for permission first: after waiting for the network, Safari no longer counts this as a reaction to a tap.
  if ((await Notification.requestPermission()) !== "granted") return pushState();
  const worker = await within(WORKER_STARTS_WITHIN, navigator.serviceWorker.ready).catch(() => null);
  if (!worker) return "no-worker";
  const { public_key } = await api.get("/notifications/vapid");
  await sendOrGiveUp(api, await subscribe(worker, public_key), () => true);
  return pushState();
}

/**
 * Send the subscription to the server again at every start, because the browser may have renewed its keys. If the
 * server refuses the subscription, cancel it. Without a network it stays, because the server has accepted it before.
 */
export async function refreshPush(api: PushApi): Promise<PushState> {
  const state = await pushState();
  if (state !== "subscribed") return state;
  const worker = await registration();
  const kept = await worker?.pushManager.getSubscription();
  if (!worker || !kept) return state;
  const { public_key } = await api.get("/notifications/vapid");
  const current = sameKey(kept, public_key) ? kept : await subscribe(worker, public_key, kept);
  await sendOrGiveUp(api, current, isRefusal);
  return state;
}

/**
 * True if sending the subscription again later would not help. It would help if the person is signed out now, or if the
 * server is busy or out of reach.
 */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof ApiError && error.status >= 400 && error.status < 500 && ![401, 408, 429].includes(error.status)
  );
}

async function sendOrGiveUp(
  api: PushApi,
  subscription: PushSubscription,
  givesUp: (error: unknown) => boolean,
): Promise<void> {
  try {
    const { endpoint, keys } = subscription.toJSON();
    await api.put("/notifications/subscriptions", { endpoint, keys, label: deviceLabel(navigator.userAgent) });
  } catch (error) {
    if (givesUp(error)) await subscription.unsubscribe().catch(() => false);
    throw error;
  }
}

/** End push on this device: the browser cancels the subscription, and the server retires it at the next push. */
export async function disablePush(): Promise<PushState> {
  const subscription = await (await registration())?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
  return pushState();
}

async function subscribe(
  worker: ServiceWorkerRegistration,
  publicKey: string,
  old?: PushSubscription,
): Promise<PushSubscription> {
  // As long as there is a subscription with another server key, the browser refuses a new one.
  await old?.unsubscribe();
  const applicationServerKey = fromBase64Url(publicKey);
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

function sameKey(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options?.applicationServerKey;
  return !key || toBase64Url(key) === publicKey.replace(/=+$/, "");
}

/** Return a name by which people recognise this device in the list of devices, such as "Chrome · Android". */
export function deviceLabel(userAgent: string): string {
  const find = (pairs: [RegExp, string][]): string => pairs.find(([test]) => test.test(userAgent))?.[1] ?? "";
  const browser = find([
    [/Edg/, "Edge"],
    [/Firefox|FxiOS/, "Firefox"],
    [/Chrome|CriOS/, "Chrome"],
    [/Safari/, "Safari"],
  ]);
  const system = find([
    [/iPhone/, "iPhone"],
    [/iPad/, "iPad"],
    [/Android/, "Android"],
    [/Macintosh/, "Mac"],
    [/Windows/, "Windows"],
    [/Linux/, "Linux"],
  ]);
  return [browser || "Browser", system].filter(Boolean).join(" · ");
}
