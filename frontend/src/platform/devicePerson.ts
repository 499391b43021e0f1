/**
 * The person whose reminders this device shows. The service worker has no `localStorage`, so the id is in a cache,
 * which it can read. A snooze from the lock screen and a renewed subscription are sent in this person's name.
 */
const SHELF = "person";
const PLACE = "/person";

/** The person's id; null if there is none or the browser has no such storage. */
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
    // Without storage, a snooze from the lock screen asks the person to open the app.
  }
}
