/**
 * The service worker. It makes the app open offline, shows pushes, and sends drafts when the network is back.
 *
 * It never caches an answer of the API. What people write is kept only in stores that they can clear (drafts/store.ts).
 */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import type { PrecacheEntry } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { clearBadge, forgetShown, setBadge } from "./platform/badge";
import { openChannel } from "./platform/device";
import { DRAFT_CHANNEL, SYNC_TAG, allDrafts, isUnsent } from "./drafts/store";
import type { DraftNews } from "./drafts/store";
import { sendDraft } from "./drafts/send";
import { readPush } from "./platform/pushMessage";
import type { PushMessage, Snooze } from "./platform/pushMessage";
import { POCKET_CHANNEL, sendPocket } from "./pocket/send";
import { toSend } from "./pocket/store";
import { SERVERS_OWN } from "./platform/serverPaths";
import { putOff } from "./platform/snooze";
import { workerTransport } from "./drafts/transport";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: PrecacheEntry[] };

// The build replaces `self.__WB_MANIFEST` with the list of files and their hashes.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: [SERVERS_OWN] }));

/** An install event of a browser that sends some requests past the worker. TypeScript does not declare it. */
interface RoutedInstall extends ExtendableEvent {
  addRoutes?: (routes: { condition: { urlPattern: string }; source: "network" }[]) => Promise<void>;
}

// The worker answers nothing at these paths, so let the browser not ask it. A page that closes would otherwise lose a
// request that is still waiting for the worker. A browser that can't do this asks the worker all the same.
self.addEventListener("install", (event: RoutedInstall) => {
  const routes = ["/api/*", "/_allauth/*"].map((urlPattern) => ({
    condition: { urlPattern },
    source: "network" as const,
  }));
  const added = event.addRoutes?.(routes);
  if (added) event.waitUntil(added.catch(() => undefined));
});

self.addEventListener("message", (event) => {
  if ((event.data as { type?: string } | null)?.type === "SKIP_WAITING") void self.skipWaiting();
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// Every push must show a notification: after a silent push, iOS cancels the subscription.
self.addEventListener("push", (event) => {
  const message = readPush(event.data?.text(), self.location.origin);
  const marked = message.appBadge === null ? undefined : setBadge(message.appBadge);
  event.waitUntil(Promise.all([showMessage(message), marked]));
});

self.addEventListener("notificationclick", (event) => {
  const { title, body, tag, data } = event.notification;
  event.notification.close();
  const { navigate = "/", snooze = null } = (data ?? {}) as Partial<PushMessage>;
  const message = { title, body, tag, navigate, snooze };
  const done = event.action && snooze ? later(message, snooze, event.action) : open(navigate);
  event.waitUntil(Promise.all([done, clearBadge()]));
});

// A person who dismisses the notification has seen it, so clear the badge.
self.addEventListener("notificationclose", (event) => event.waitUntil(clearBadge()));

type ShownMessage = Omit<PushMessage, "appBadge">;

function showMessage({ title, body, tag, navigate, snooze }: ShownMessage, silent = false): Promise<void> {
  const options: NotificationOptions & { actions: { action: string; title: string }[] } = {
    body,
    tag,
    icon: "/icon-192.png",
    badge: "/badge-96.png",
    data: { navigate, snooze },
    actions: snooze?.waits.map(({ wait, title: words }) => ({ action: wait, title: words })) ?? [],
    silent,
  };
  return self.registration.showNotification(title, options);
}

/** Snooze the reminder. If that fails, show it again without a sound and with the reason, so that it is not lost. */
async function later(message: ShownMessage, snooze: Snooze, wait: string): Promise<void> {
  const remains = await putOff(snooze, wait, workerTransport);
  if (!remains) return;
  const waits = remains.waits.length ? { ...snooze, waits: remains.waits } : null;
  await showMessage({ ...message, body: remains.words, snooze: waits }, true);
}

/** Bring the app to the front at `url`, in an open window or a new one. */
async function open(url: string): Promise<void> {
  const target = new URL(url, self.location.origin).href;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((client) => client.url === target) ?? windows[0];
  if (!there) {
    await self.clients.openWindow(target);
    return;
  }
  const focused = await there.focus().catch(() => there);
  // A worker cannot navigate a window that it does not control: open a new one.
  if (focused.url !== target) await focused.navigate(target).catch(() => self.clients.openWindow(target));
}

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));

/**
 * Subscribe to push again with the same server key, and send the subscription. If that fails, the next start does it.
 */
async function renew({ oldSubscription, newSubscription }: PushSubscriptionChangeEvent): Promise<void> {
  const applicationServerKey = oldSubscription?.options.applicationServerKey;
  let fresh = newSubscription;
  if (!fresh && applicationServerKey) {
    fresh = await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  }
  const json = fresh?.toJSON();
  if (json)
    await workerTransport.send("PUT", "/notifications/subscriptions", {
      endpoint: json.endpoint,
      keys: json.keys,
    });
}

interface SyncEventLike extends ExtendableEvent {
  tag: string;
}

self.addEventListener("sync" as keyof ServiceWorkerGlobalScopeEventMap, (event) => {
  const sync = event as unknown as SyncEventLike;
  if (sync.tag === SYNC_TAG) sync.waitUntil(Promise.all([sendDrafts(), sendNotes()]));
});

/** Send the unsent drafts of this phone. Throws if some could not be sent, so that the browser tries again later. */
async function sendDrafts(): Promise<void> {
  const news = openChannel(DRAFT_CHANNEL);
  let again = false;
  for (const { user, checkInId } of (await allDrafts()).filter(isUnsent)) {
    const outcome = await sendDraft(user, checkInId, workerTransport);
    if (outcome.kind === "submitted") await forgetShown(self.registration, checkInId);
    again ||= outcome.kind === "later" && outcome.why !== "signed_out";
    news?.postMessage({ user, checkInId, outcome } satisfies DraftNews);
  }
  news?.close();
  if (again) throw new Error("not everything could be sent yet");
}

/** Send the unsent pocket notes of this phone. Throws as `sendDrafts` does. */
async function sendNotes(): Promise<void> {
  const people = new Set((await toSend()).map(({ user }) => user));
  for (const user of people) {
    const outcome = await sendPocket(user, workerTransport);
    const news = openChannel(POCKET_CHANNEL);
    news?.postMessage(null);
    news?.close();
    if (outcome.kind === "later" && outcome.why !== "signed_out") throw new Error("not every note could be sent yet");
  }
}
