/**
 * The mark on the app's icon: a check-in was announced and not looked at yet. A push sets it. Dismissing the
 * notification, opening the app and submitting clear it. It never counts and never comes back by itself. Used by the
 * page and the service worker. Does nothing if the browser has no badges.
 */
interface Badges {
  setAppBadge?: (count: number) => Promise<void>;
  clearAppBadge?: () => Promise<void>;
}

export async function setBadge(count: number): Promise<void> {
  await (navigator as Badges).setAppBadge?.(count).catch(() => undefined);
}

export async function clearBadge(): Promise<void> {
  await (navigator as Badges).clearAppBadge?.().catch(() => undefined);
}

interface NotificationSource {
  getNotifications(): Promise<{ data: unknown; close(): void }[]>;
}

/** Close the notifications about a check-in that was submitted here; without an id, all notifications. */
export async function forgetShown(worker: NotificationSource | undefined, checkInId?: string): Promise<void> {
  const shown = (await worker?.getNotifications?.().catch(() => [])) ?? [];
  for (const one of shown) {
    const path = (one.data as { navigate?: string } | null)?.navigate;
    if (!checkInId || path === `/check-in/${checkInId}`) one.close();
  }
  await clearBadge();
}
