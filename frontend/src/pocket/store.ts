/**
 * The pocket on this device: the person's notes, so that they can be written and used without a network.
 *
 * A note that has not reached the server stays here until it has, as a draft does. The service worker uses the same
 * records, so nothing here may touch `window` or `document`.
 */
import type { PocketNote } from "../api/types";
import { shelf } from "../platform/shelf";

/**
 * `writing`: in the field at this moment. `unsent`: to be sent. `kept`: the server has it. `deleted`: to be deleted on
 * the server; its words are gone here.
 */
export type NoteState = "writing" | "unsent" | "kept" | "deleted";

export interface StoredNote {
  user: string;
  noteId: string;
  text: string;
  /** ISO 8601. */
  writtenAt: string;
  state: NoteState;
  /** It had left the field and is being changed: the server may have it. */
  again?: boolean;
  /** The server's code, if it refused the note. */
  refused?: string;
  /** When the session ended while this was unsent (ms). */
  leftAt?: number;
}

/** Notes that one pocket holds, on the server. */
export const MOST = 100;

/** The longest note, in code points, as the server counts. */
export const LONGEST = 2000;

/** How long unsent words wait for their person after the session has ended (ms), like those of a draft. */
export const WAITS_FOR = 30 * 24 * 60 * 60_000;

const notes = shelf<StoredNote>("side-by-side-pocket", "notes", "noteId");

export const {
  whenInMemoryOnly: whenPocketInMemoryOnly,
  all: allNotes,
  change: changeNote,
  remove: removeNotes,
  drop: dropPocket,
} = notes;

/** True if something of it has not reached the server. */
export const isUnsent = ({ state }: StoredNote): boolean => state !== "kept";

/** All records of one person on this device. */
const recordsOf = async (user: string): Promise<StoredNote[]> =>
  (await allNotes()).filter((note) => note.user === user);

/** The person's notes to show, newest first. */
export async function notesOf(user: string): Promise<StoredNote[]> {
  const shown = (await recordsOf(user)).filter(({ state }) => state === "unsent" || state === "kept");
  return shown.sort((one, other) => other.writtenAt.localeCompare(one.writtenAt));
}

/** What is still to be sent, oldest first. */
export async function toSend(user?: string): Promise<StoredNote[]> {
  const waiting = (await allNotes()).filter(
    (note) => (user === undefined || note.user === user) && (note.state === "unsent" || note.state === "deleted"),
  );
  return waiting.sort((one, other) => one.writtenAt.localeCompare(other.writtenAt));
}

/** Keep the words in the field, so that they survive a closed page. Nothing is sent yet. No words: nothing is kept. */
export async function keepWriting(user: string, noteId: string, text: string, now: Date = new Date()): Promise<void> {
  await changeNote(user, noteId, (note) => {
    const writtenAt = note?.writtenAt ?? now.toISOString();
    // Another tab took it for words that were left behind, and sent it.
    const again = note !== undefined && (note.again === true || note.state !== "writing");
    if (text.trim()) return { user, noteId, text, writtenAt, state: "writing", again };
    return again ? { user, noteId, text: "", writtenAt, state: "deleted" } : null;
  });
}

/** What was in the field becomes a note, to be sent. Returns true if there was one. */
export async function finishWriting(user: string): Promise<boolean> {
  const begun = (await recordsOf(user)).filter(({ state }) => state === "writing");
  for (const { noteId } of begun) {
    await changeNote(user, noteId, (note) => (note?.state === "writing" ? { ...note, state: "unsent" } : undefined));
  }
  return begun.length > 0;
}

/** Replace the words of a note that has left the field. It keeps its day, and is sent again. */
export async function rewordNote(user: string, noteId: string, text: string): Promise<void> {
  await changeNote(user, noteId, (note) =>
    note && (note.state === "kept" || note.state === "unsent")
      ? { user, noteId, text, writtenAt: note.writtenAt, state: "unsent" }
      : undefined,
  );
}

/** Delete a note. What the server may have is deleted there as well, when it can be reached. */
export async function deleteNote(user: string, noteId: string): Promise<void> {
  await changeNote(
    user,
    noteId,
    (note) => note && { user, noteId, text: "", writtenAt: note.writtenAt, state: "deleted" },
  );
}

/**
 * Take in the server's notes. Notes that were `kept` here before the question and are missing in the answer were
 * deleted elsewhere. What is unsent stays.
 */
export async function takeIn(user: string, before: readonly string[], server: readonly PocketNote[]): Promise<void> {
  const there = new Set(server.map(({ id }) => id));
  for (const noteId of before) {
    if (!there.has(noteId)) await changeNote(user, noteId, (note) => (note?.state === "kept" ? null : undefined));
  }
  for (const { id, text, written_at } of server) {
    await changeNote(user, id, (note) =>
      note && note.state !== "kept" ? undefined : { user, noteId: id, text, writtenAt: written_at, state: "kept" },
    );
  }
}

/** Ids of the person's notes that the server has. */
export const keptIds = async (user: string): Promise<string[]> =>
  (await recordsOf(user)).filter(({ state }) => state === "kept").map(({ noteId }) => noteId);

/** True if words on this device have not reached the server. */
export const hasUnsentNotes = async (user: string): Promise<boolean> =>
  (await recordsOf(user)).some(({ state }) => state === "writing" || state === "unsent");

/** Remove everything of this person from this device. */
export const clearPocket = (user: string): Promise<void> => removeNotes((note) => note.user === user);

/**
 * Remove what the server has, of all people except `except`, who is signed in. Unsent words wait for their person, for
 * a month at most.
 */
export async function keepUnsentNotesOnly(except: string | null, now: number = Date.now()): Promise<void> {
  for (const { user, noteId } of await allNotes()) {
    if (user === except) continue;
    await changeNote(user, noteId, (note) => {
      if (!note || !isUnsent(note)) return null;
      const leftAt = note.leftAt ?? now;
      if (now - leftAt > WAITS_FOR) return null;
      return { ...note, state: note.state === "writing" ? "unsent" : note.state, leftAt };
    });
  }
}
