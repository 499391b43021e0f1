/**
 * Where drafts are kept: in IndexedDB, or in memory where the browser has none, refuses it, never answers or is full.
 *
 * Once IndexedDB has failed, memory is the truth until the page is loaded anew; it begins with what could still be
 * read. Only removals are passed on, so that nothing old stays behind.
 */
import { deleteDB, openDB } from "idb";
import type { DBSchema, IDBPDatabase } from "idb";
import { within } from "./device";
import type { Draft } from "./drafts";

interface Schema extends DBSchema {
  drafts: { key: [string, string]; value: Draft; indexes: { user: string } };
}

type Change = (draft: Draft | undefined) => Draft | null | undefined;

const NAME = "side-by-side";
/** Some browsers never answer (a version change held up by another tab, a broken profile). In milliseconds. */
const PATIENCE = 2_000;

let opened: Promise<IDBPDatabase<Schema>> | undefined;
let memory: Map<string, Draft> | null = null;
const listeners = new Set<() => void>();

const keyOf = (user: string, checkInId: string): string => `${user} ${checkInId}`;

/** True once nothing more is kept between visits. */
export const inMemoryOnly = (): boolean => memory !== null;

/** Hear when nothing more is kept between visits; at once if it is so already. */
export function whenInMemoryOnly(listener: () => void): void {
  listeners.add(listener);
  if (memory) listener();
}

/** The draft of one person and check-in, or undefined. */
export async function readOne(user: string, checkInId: string): Promise<Draft | undefined> {
  return attempt(
    async (db) => db.get("drafts", [user, checkInId]),
    (kept) => kept.get(keyOf(user, checkInId)),
  );
}

/** All drafts, of everybody who used this browser. */
export async function readAll(): Promise<Draft[]> {
  return attempt(
    async (db) => db.getAll("drafts"),
    (kept) => [...kept.values()],
  );
}

/** Read, change and write one draft in a single transaction. `change` returns the new draft, or null to delete it. */
export async function changeOne(user: string, checkInId: string, change: Change): Promise<Draft | undefined> {
  return attempt(
    async (db) => {
      const tx = db.transaction("drafts", "readwrite");
      // Heard by the awaits below; a transaction that is aborted earlier must not count as unhandled.
      tx.done.catch(() => undefined);
      const before = await tx.store.get([user, checkInId]);
      const after = change(before);
      if (after) await tx.store.put(after);
      else if (after === null) await tx.store.delete([user, checkInId]);
      await tx.done;
      return after === undefined ? before : (after ?? undefined);
    },
    (kept) => {
      const key = keyOf(user, checkInId);
      const before = kept.get(key);
      const after = change(before);
      if (after) kept.set(key, after);
      else if (after === null) {
        kept.delete(key);
        void removeStored((draft) => draft.user === user && draft.checkInId === checkInId);
      }
      return after === undefined ? before : (after ?? undefined);
    },
  );
}

/** Remove every draft that `goes` picks. */
export async function removeWhere(goes: (draft: Draft) => boolean): Promise<void> {
  for (const [key, draft] of memory ?? []) if (goes(draft)) memory?.delete(key);
  await removeStored(goes);
}

/** Close and drop the database, and what is in memory. */
export async function dropStore(): Promise<void> {
  const db = await opened?.catch(() => undefined);
  db?.close();
  opened = undefined;
  memory = null;
  await deleteDB(NAME);
}

function database(): Promise<IDBPDatabase<Schema>> {
  if (opened) return opened;
  const opening = openDB<Schema>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore("drafts", { keyPath: ["user", "checkInId"] }).createIndex("user", "user");
    },
    terminated() {
      opened = undefined;
    },
    blocking() {
      void opened?.then((db) => db.close());
      opened = undefined;
    },
  });
  opened = opening;
  opening.catch(() => (opened = undefined));
  return opening;
}

/** Run `stored` on the database; if that fails, once more on a fresh connection, and then `kept` in memory. */
async function attempt<T>(
  stored: (db: IDBPDatabase<Schema>) => Promise<T>,
  kept: (memory: Map<string, Draft>) => T,
): Promise<T> {
  for (let turn = 0; turn < 2 && !memory; turn += 1) {
    try {
      return await within(PATIENCE, open().then(stored));
    } catch (error) {
      // A connection that the browser has closed (a phone that slept) is opened anew; all else will fail again.
      if ((error as Error | null)?.name !== "InvalidStateError") break;
      opened = undefined;
    }
  }
  memory ??= await fallBack();
  return kept(memory);
}

/** Opening may throw before it gives a promise: where `indexedDB` is missing or forbidden. */
const open = async (): Promise<IDBPDatabase<Schema>> => database();

let falling: Promise<Map<string, Draft>> | null = null;

/** Memory, filled with what can still be read. */
function fallBack(): Promise<Map<string, Draft>> {
  falling ??= (async () => {
    const readable = await within(PATIENCE, open().then((db) => db.getAll("drafts"))).catch((): Draft[] => []);
    memory ??= new Map(readable.map((draft) => [keyOf(draft.user, draft.checkInId), draft]));
    listeners.forEach((tell) => tell());
    falling = null;
    return memory;
  })();
  return falling;
}

async function removeStored(goes: (draft: Draft) => boolean): Promise<void> {
  const remove = async (): Promise<void> => {
    const tx = (await open()).transaction("drafts", "readwrite");
    tx.done.catch(() => undefined);
    for (const draft of await tx.store.getAll()) {
      if (goes(draft)) await tx.store.delete([draft.user, draft.checkInId]);
    }
    await tx.done;
  };
  await within(PATIENCE, remove()).catch(() => undefined);
}
