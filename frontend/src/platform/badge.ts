/**
 * The badge on the app's icon. It means that a check-in was announced and the person has not looked at it yet. A push
 * sets the badge. Dismissing the notification, opening the app and submitting clear it. It shows no number. The page
 * and the service worker use this module. It does nothing if the browser has no badges.
 */
type Badges = Partial<NavigatorBadge>;

export async function setBadge(count: number): Promise<void> {
  await (navigator as Badges).setAppBadge?.(count).catch(() => undefined);
}

export async function clearBadge(): Promise<void> {
  await (navigator as Badges).clearAppBadge?.().catch(() => undefined);
}

interface NotificationSource {
  getNotifications(): Promise<{ data: unknown; close(): void }[]>;
}

/** Close the notifications about this check-in, because it was submitted; without an id, all notifications. */
export async function forgetShown(worker: NotificationSource | undefined, checkInId?: string): Promise<void> {
  const shown = (await worker?.getNotifications?.().catch(() => [])) ?? [];
  for (const one of shown) {
    const path = (one.data as { navigate?: string } | null)?.navigate;
    if (!checkInId || path === `/check-in/${checkInId}`) one.close();
  }
  await clearBadge();
}
