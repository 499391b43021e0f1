/**
 * The pocket on this device: it stores the person's notes, so that they can be written and used without a network.
 *
 * A note that has not reached the server stays here until it has, like a draft. The service worker uses the same
 * records, so nothing here may touch `window` or `document`.
 */
import type { PocketNote } from "../api/types";
import { WAITS_FOR } from "../drafts/store";
import { shelf } from "../platform/shelf";

/**
 * The state of a note. `writing`: the person is writing it in the field. `unsent`: it has to be sent. `kept`: the
 * server has it. `deleted`: it has to be deleted on the server; its words are no longer on this device.
 */
export type NoteState = "writing" | "unsent" | "kept" | "deleted";

export interface StoredNote {
  user: string;
  noteId: string;
  text: string;
  /** When the note was written, in ISO 8601. */
  writtenAt: string;
  state: NoteState;
  /** True if the note is being written again after it had left the field. The server may have it already. */
  again?: boolean;
  /** The server's error code, if it refused the note. */
  refused?: string;
  /** When the session ended while this note was unsent (ms). */
  leftAt?: number;
}

/** The most notes that the server stores for one person. */
export const MOST = 100;

/** The longest note, in code points, as the server counts. */
export const LONGEST = 2000;

export const {
  whenInMemoryOnly: whenPocketInMemoryOnly,
  all: allNotes,
  change: changeNote,
  remove: removeNotes,
  drop: dropPocket,
} = shelf<StoredNote>("side-by-side-pocket", "notes", "noteId");

/** True if the server does not have the present state of the note. */
export const isUnsent = ({ state }: StoredNote): boolean => state !== "kept";

/** Return all records of one person on this device. */
const recordsOf = async (user: string): Promise<StoredNote[]> =>
  (await allNotes()).filter((note) => note.user === user);

/** Return the person's notes to show, newest first. */
export async function notesOf(user: string): Promise<StoredNote[]> {
  const shown = (await recordsOf(user)).filter(({ state }) => state === "unsent" || state === "kept");
  return shown.sort((one, other) => other.writtenAt.localeCompare(one.writtenAt));
}

/** Return the notes that have to be sent or deleted on the server, oldest first; of `user`, or of all people. */
export async function toSend(user?: string): Promise<StoredNote[]> {
  const waiting = (await allNotes()).filter(
    (note) => (user === undefined || note.user === user) && (note.state === "unsent" || note.state === "deleted"),
  );
  return waiting.sort((one, other) => one.writtenAt.localeCompare(other.writtenAt));
}

/**
 * Store the words in the field, so that they survive a closed page. They are not sent yet. Blank text is not stored.
 */
export async function keepWriting(user: string, noteId: string, text: string, now: Date = new Date()): Promise<void> {
  await changeNote(user, noteId, (note) => {
    const writtenAt = note?.writtenAt ?? now.toISOString();
    // Another tab may have finished and sent this note, because it looked as if its page had been closed.
    const again = note !== undefined && (note.again === true || note.state !== "writing");
    if (text.trim()) return { user, noteId, text, writtenAt, state: "writing", again };
    return again ? { user, noteId, text: "", writtenAt, state: "deleted" } : null;
  });
}

/** Turn the words in the field into an unsent note. Returns true if there were any. */
export async function finishWriting(user: string): Promise<boolean> {
  const begun = (await recordsOf(user)).filter(({ state }) => state === "writing");
  for (const { noteId } of begun) {
    await changeNote(user, noteId, (note) => (note?.state === "writing" ? { ...note, state: "unsent" } : undefined));
  }
  return begun.length > 0;
}

/** Replace the words of an earlier note. It keeps its day, and has to be sent again. */
export async function rewordNote(user: string, noteId: string, text: string): Promise<void> {
  await changeNote(user, noteId, (note) =>
    note && (note.state === "kept" || note.state === "unsent")
      ? { user, noteId, text, writtenAt: note.writtenAt, state: "unsent" }
      : undefined,
  );
}

/** Delete a note. If the server may have it, it is also deleted there as soon as the server can be reached. */
export async function deleteNote(user: string, noteId: string): Promise<void> {
  await changeNote(
    user,
    noteId,
    (note) => note && { user, noteId, text: "", writtenAt: note.writtenAt, state: "deleted" },
  );
}

/**
 * Merge the server's notes into the stored notes. `before`: the ids of the notes that were `kept` before the request.
 * Those that the answer does not contain were deleted on another device, and are removed. Unsent notes stay.
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

/** Return the ids of the person's notes that the server has. */
export const keptIds = async (user: string): Promise<string[]> =>
  (await recordsOf(user)).filter(({ state }) => state === "kept").map(({ noteId }) => noteId);

/** True if words on this device have not reached the server. */
export const hasUnsentNotes = async (user: string): Promise<boolean> =>
  (await recordsOf(user)).some(({ state }) => state === "writing" || state === "unsent");

/** Remove everything of this person from this device. */
export const clearPocket = (user: string): Promise<void> => removeNotes((note) => note.user === user);

/**
 * Remove the notes of all people except `except`, who is signed in. Unsent notes stay for their author, for 30 days at
 * most.
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
