/**
 * Whose reminders this device shows. The service worker has no page and no `localStorage`, so the id of the person is
 * kept where it can read it. A snooze from the lock screen and a renewed subscription are sent in this person's name.
 */
const SHELF = "person";
const PLACE = "/person";

/** The person, or null where nobody is known or the browser has no such storage. */
export async function devicePerson(): Promise<string | null> {
  try {
    const kept = await (await caches.open(SHELF)).match(PLACE);
    return kept ? await kept.text() : null;
  } catch {
    return null;
  }
}

/** Keep the person; null forgets. */
export async function setDevicePerson(id: string | null): Promise<void> {
  try {
    if (id) await (await caches.open(SHELF)).put(PLACE, new Response(id));
    else await caches.delete(SHELF);
  } catch {
    // Without storage a snooze from the lock screen says that the app has to be opened.
  }
}
