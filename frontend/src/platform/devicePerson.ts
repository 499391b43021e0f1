/**
 * Keep the id of the person whose reminders this device shows. The service worker has no `localStorage`, so the id is
 * in the browser's Cache storage. The worker names this person when it snoozes a reminder or renews the subscription.
 */
const SHELF = "person";
const PLACE = "/person";

/** Return the person's id; null if none is kept or the browser has no Cache storage. */
export async function devicePerson(): Promise<string | null> {
  try {
    const kept = await (await caches.open(SHELF)).match(PLACE);
    return kept ? await kept.text() : null;
  } catch {
    return null;
  }
}

/** Keep the person's id; null removes it. */
export async function setDevicePerson(id: string | null): Promise<void> {
  try {
    if (id) await (await caches.open(SHELF)).put(PLACE, new Response(id));
    else await caches.delete(SHELF);
  } catch {
    // Without the id, snoozing from the lock screen fails and asks the person to open the app.
  }
}
