/**
 * The mark on the app's icon: a check-in was announced, and nobody has looked since. It is set by a push and goes with
 * its notification, with opening the app and with submitting; it never counts and never comes back by itself.
 *
 * For the page and the service worker alike. Quietly nothing where there are no badges.
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

interface Shown {
  getNotifications(): Promise<{ data: unknown; close(): void }[]>;
}

/** Take from the screen what asks for a check-in that was just submitted here; without one, all that is shown. */
export async function forgetShown(worker: Shown | undefined, checkInId?: string): Promise<void> {
  const shown = (await worker?.getNotifications?.().catch(() => [])) ?? [];
  for (const one of shown) {
    const path = (one.data as { navigate?: string } | null)?.navigate;
    if (!checkInId || path === `/check-in/${checkInId}`) one.close();
  }
  await clearBadge();
}
