/**
 * The database of drafts: IndexedDB, or memory if the browser has none, refuses it, never answers or is full.
 *
 * After IndexedDB has failed, memory holds the drafts until the page is loaded again. It starts with what could still
 * be read. Only removals are passed on to IndexedDB, so that nothing old stays behind.
 */
import { deleteDB, openDB } from "idb";
import type { DBSchema, IDBPDatabase } from "idb";
import type { Answers, CheckIn } from "../api/types";
import { within } from "../platform/device";

/**
 * What the server last said about this check-in: `open` as far as we know, or an end that left words here.
 * `space_ended`: the check-in is not in this person's space any more, most likely because the space has ended.
 */
export type DraftEnd = "open" | "already_submitted" | "check_in_closed" | "space_ended";

export interface Draft {
  user: string;
  checkInId: string;
  /** The check-in as last seen, so that it can be answered offline. */
  checkIn: CheckIn;
  answers: Answers;
  /** The answers and the revision that server and phone last agreed on. */
  base: Answers;
  baseRevision: number;
  /** Counts local edits; `synced` is the count that has reached the server. */
  edits: number;
  synced: number;
  /** Prompts whose notes hold words from two places, until the person edits them. */
  joined: string[];
  /** Set when the person has submitted: made here once, so that a repeat is recognised. */
  submissionId: string | null;
  end: DraftEnd;
  /** When the session ended while this draft was unsent (ms), and the revision of the answers removed then. */
  leftAt?: number;
  strippedAt?: number;
}

interface Schema extends DBSchema {
  drafts: { key: [string, string]; value: Draft; indexes: { user: string } };
}

type DraftChange = (draft: Draft | undefined) => Draft | null | undefined;

const NAME = "side-by-side";
/** Some browsers never answer: another tab holds up a version change, or the profile is broken. In milliseconds. */
const PATIENCE = 2_000;

let opened: Promise<IDBPDatabase<Schema>> | undefined;
let memory: Map<string, Draft> | null = null;
const listeners = new Set<() => void>();

const keyOf = (user: string, checkInId: string): string => `${user} ${checkInId}`;

/** Call `listener` when drafts are no longer kept between visits; at once if that has already happened. */
export function whenInMemoryOnly(listener: () => void): void {
  listeners.add(listener);
  if (memory) listener();
}

/** The draft of one person and check-in, or undefined. */
export async function loadDraft(user: string, checkInId: string): Promise<Draft | undefined> {
  return attempt(
    async (db) => db.get("drafts", [user, checkInId]),
    (kept) => kept.get(keyOf(user, checkInId)),
  );
}

/** All drafts in this browser, of every person who used it. */
export async function allDrafts(): Promise<Draft[]> {
  return attempt(
    async (db) => db.getAll("drafts"),
    (kept) => [...kept.values()],
  );
}

/**
 * Read, change and write one draft in a single transaction. `change` returns the new draft, null to delete it, or
 * undefined to leave it. Returns the draft as it is afterwards.
 */
export async function changeDraft(user: string, checkInId: string, change: DraftChange): Promise<Draft | undefined> {
  return attempt(
    async (db) => {
      const tx = db.transaction("drafts", "readwrite");
      // The awaits below report an abort; without this, an earlier abort would count as unhandled.
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

/** Remove every draft that `matches`. */
export async function removeDrafts(matches: (draft: Draft) => boolean): Promise<void> {
  for (const [key, draft] of memory ?? []) if (matches(draft)) memory?.delete(key);
  await removeStored(matches);
}

/** Close and drop the database, and what is in memory; for tests. */
export async function dropDrafts(): Promise<void> {
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
      // The browser closes connections, for example on a phone that slept: open another. Other errors would repeat.
      if ((error as Error | null)?.name !== "InvalidStateError") break;
      opened = undefined;
    }
  }
  memory ??= await fallBack();
  return kept(memory);
}

/** Always a promise: opening throws at once if `indexedDB` is missing or forbidden. */
const open = async (): Promise<IDBPDatabase<Schema>> => database();

let falling: Promise<Map<string, Draft>> | null = null;

/** Memory, filled with what can still be read. */
function fallBack(): Promise<Map<string, Draft>> {
  falling ??= (async () => {
    const readable = await within(
      PATIENCE,
      open().then((db) => db.getAll("drafts")),
    ).catch((): Draft[] => []);
    memory ??= new Map(readable.map((draft) => [keyOf(draft.user, draft.checkInId), draft]));
    listeners.forEach((listener) => listener());
    falling = null;
    return memory;
  })();
  return falling;
}

async function removeStored(matches: (draft: Draft) => boolean): Promise<void> {
  const remove = async (): Promise<void> => {
    const tx = (await open()).transaction("drafts", "readwrite");
    tx.done.catch(() => undefined);
    for (const draft of await tx.store.getAll()) {
      if (matches(draft)) await tx.store.delete([draft.user, draft.checkInId]);
    }
    await tx.done;
  };
  await within(PATIENCE, remove()).catch(() => undefined);
}
