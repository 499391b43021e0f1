/**
 * A shelf: a small store on this device, with one record per person and id. It uses IndexedDB, or memory if IndexedDB
 * is missing, forbidden or full, or never answers.
 *
 * After IndexedDB has failed, memory holds the records until the page is loaded again. It starts with the records that
 * could still be read. Then only removals are also made in IndexedDB, so that no removed record stays there. The
 * service worker also uses shelves, so nothing here may touch `window` or `document`.
 */
import { deleteDB, openDB } from "idb";
import type { DBSchema, IDBPDatabase } from "idb";
import { within } from "./device";

/** A function that returns the new record, null to delete the record, or undefined to leave it unchanged. */
export type Change<T> = (record: T | undefined) => T | null | undefined;

export interface Shelf<T> {
  /** Return the record of this person with this id, or undefined. */
  get(user: string, id: string): Promise<T | undefined>;
  /** Return all records in this browser, of every person who used it. */
  all(): Promise<T[]>;
  /** Read, change and write one record in a single transaction. Returns the record after the change. */
  change(user: string, id: string, change: Change<T>): Promise<T | undefined>;
  /** Remove every record that `matches`. */
  remove(matches: (record: T) => boolean): Promise<void>;
  /** Call `listener` when the shelf changes to memory; at once if that has already happened. */
  whenInMemoryOnly(listener: () => void): void;
  /** Delete the database and the records in memory; for tests. */
  drop(): Promise<void>;
}

interface Schema<T> extends DBSchema {
  records: { key: [string, string]; value: T; indexes: { user: string } };
}

/** How long to wait for IndexedDB (ms). It may never answer if another tab blocks it or the profile is broken. */
const PATIENCE = 2_000;

/** Open the shelf `database`. Its records hold their person's id in `user`, and their own id in `idField`. */
export function shelf<T extends { user: string }>(
  database: string,
  storeName: string,
  idField: Exclude<keyof T, "user"> & string,
): Shelf<T> {
  const store = storeName as "records";
  let opened: Promise<IDBPDatabase<Schema<T>>> | undefined;
  let memory: Map<string, T> | null = null;
  let falling: Promise<Map<string, T>> | null = null;
  const listeners = new Set<() => void>();

  const idOf = (record: T): string => record[idField] as string;
  const nameOf = (user: string, id: string): string => `${user} ${id}`;

  /** Open the database. Being async, it rejects where `indexedDB` is missing or forbidden, instead of throwing. */
  async function open(): Promise<IDBPDatabase<Schema<T>>> {
    if (opened) return opened;
    const opening = openDB<Schema<T>>(database, 1, {
      upgrade(db) {
        db.createObjectStore(store, { keyPath: ["user", idField] }).createIndex("user", "user");
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

  /** Run `stored` on the database. If that fails, try once more on a new connection, and then run `kept` on memory. */
  async function attempt<R>(
    stored: (db: IDBPDatabase<Schema<T>>) => Promise<R>,
    kept: (memory: Map<string, T>) => R,
  ): Promise<R> {
    for (let turn = 0; turn < 2 && !memory; turn += 1) {
      try {
        return await within(PATIENCE, open().then(stored));
      } catch (error) {
        // Browsers close connections, for example when a phone sleeps: open a new one. Other errors would repeat.
        if ((error as Error | null)?.name !== "InvalidStateError") break;
        opened = undefined;
      }
    }
    memory ??= await fallBack();
    return kept(memory);
  }

  /** Change to memory, and fill it with the records that can still be read. */
  function fallBack(): Promise<Map<string, T>> {
    falling ??= (async () => {
      const readable = await within(
        PATIENCE,
        open().then((db) => db.getAll(store)),
      ).catch((): T[] => []);
      memory ??= new Map(readable.map((record) => [nameOf(record.user, idOf(record)), record]));
      listeners.forEach((listener) => listener());
      falling = null;
      return memory;
    })();
    return falling;
  }

  async function removeStored(matches: (record: T) => boolean): Promise<void> {
    const remove = async (): Promise<void> => {
      const tx = (await open()).transaction(store, "readwrite");
      tx.done.catch(() => undefined);
      for (const record of await tx.store.getAll()) {
        if (matches(record)) await tx.store.delete([record.user, idOf(record)]);
      }
      await tx.done;
    };
    await within(PATIENCE, remove()).catch(() => undefined);
  }

  return {
    get: (user, id) =>
      attempt(
        async (db) => db.get(store, [user, id]),
        (kept) => kept.get(nameOf(user, id)),
      ),
    all: () =>
      attempt(
        async (db) => db.getAll(store),
        (kept) => [...kept.values()],
      ),
    change: (user, id, change) =>
      attempt(
        async (db) => {
          const tx = db.transaction(store, "readwrite");
          // The awaits below report an abort. Without this line, an abort before them would count as an unhandled
          // rejection.
          tx.done.catch(() => undefined);
          const before = await tx.store.get([user, id]);
          const after = change(before);
          if (after) await tx.store.put(after);
          else if (after === null) await tx.store.delete([user, id]);
          await tx.done;
          return after === undefined ? before : (after ?? undefined);
        },
        (kept) => {
          const name = nameOf(user, id);
          const before = kept.get(name);
          const after = change(before);
          if (after) kept.set(name, after);
          else if (after === null) {
            kept.delete(name);
            void removeStored((record) => record.user === user && idOf(record) === id);
          }
          return after === undefined ? before : (after ?? undefined);
        },
      ),
    async remove(matches) {
      for (const [name, record] of memory ?? []) if (matches(record)) memory?.delete(name);
      await removeStored(matches);
    },
    whenInMemoryOnly(listener) {
      listeners.add(listener);
      if (memory) listener();
    },
    async drop() {
      const db = await opened?.catch(() => undefined);
      db?.close();
      opened = undefined;
      memory = null;
      await deleteDB(database);
    },
  };
}
