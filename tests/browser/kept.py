"""Read everything that a browser stores for the app: web storage, IndexedDB and caches."""

from __future__ import annotations

import json

from tests.browser.phone import Phone

#: JavaScript that returns everything that the browser stores for the app.
KEPT = """
async () => {
  const kept = { local: { ...localStorage }, session: { ...sessionStorage }, databases: {}, caches: {} };
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done, failed) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => failed(opening.error);
    });
    kept.databases[name] = {};
    for (const store of database.objectStoreNames) {
      kept.databases[name][store] = await new Promise((done, failed) => {
        const asking = database.transaction(store).objectStore(store).getAll();
        asking.onsuccess = () => done(asking.result);
        asking.onerror = () => failed(asking.error);
      });
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kept.caches[request.url] = await (await cache.match(request)).text();
    }
  }
  return kept;
}
"""


def everything_on(phone: Phone) -> str:
    """Return the page's HTML and everything that the browser stores, as one text."""
    return phone.page.content() + json.dumps(phone.page.evaluate(KEPT), ensure_ascii=False)


def hides(phone: Phone, *words: str) -> None:
    """Fail if any of these words is on the phone's page or in the browser's storage."""
    assert [each for each in words if each in everything_on(phone)] == []
