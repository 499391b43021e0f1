/**
 * The pocket in this page: it holds the person's notes as a signal and decides when unsent notes are sent. Importing
 * this file starts it. It then follows who is signed in, sends that person's notes and removes those of others.
 */
import { effect, signal, untracked } from "@preact/signals";
import { get, request } from "../api/client";
import type { Pocket } from "../api/types";
import { memoryOnly } from "../app/online";
import { fromMemory, me, whenForgotten } from "../app/session";
import { askForBackgroundSync } from "../drafts/sync";
import { PATIENCE, readReply } from "../drafts/transport";
import type { Transport } from "../drafts/transport";
import { openChannel } from "../platform/device";
import { markKept } from "../platform/keeps";
import { onVisibility } from "../platform/visibility";
import { POCKET_CHANNEL, sendPocket } from "./send";
import type { PocketOutcome } from "./send";
import {
  allNotes,
  clearPocket,
  deleteNote,
  finishWriting,
  keepUnsentNotesOnly,
  keepWriting,
  keptIds,
  notesOf,
  rewordNote,
  takeIn,
  whenPocketInMemoryOnly,
} from "./store";
import type { StoredNote } from "./store";

/** The person's notes, newest first; null until they have been read from this device. */
export const notes = signal<readonly StoredNote[] | null>(null);

/** The shortest and the longest wait (ms) before unsent notes are sent again. */
const FIRST_RETRY = 2_000;
const LAST_RETRY = 60_000;
const A_MINUTE = 60_000;

const transport: Transport = {
  async send(method, path, body, person) {
    return readReply(await request(method, `/api/v1${path}`, body, { patience: PATIENCE, person }));
  },
};

let retry: ReturnType<typeof setTimeout> | undefined;
let delay = FIRST_RETRY;
let asked: { user: string; at: number } | null = null;
let channel: BroadcastChannel | null | undefined;

/** Show the notes that this device stores, and follow the changes that other tabs and the service worker make. */
export async function show(user: string): Promise<void> {
  channel ??= openChannel(POCKET_CHANNEL);
  if (channel) channel.onmessage = () => void (me.value && read(me.value.id));
  await read(user);
}

async function read(user: string): Promise<void> {
  const found = await notesOf(user);
  if (me.value?.id !== user) return;
  if (found.length) markKept("pocket", true);
  notes.value = found;
}

/** Store the words in the field on this device. Called with each change. */
export function write(user: string, noteId: string, text: string): Promise<void> {
  markKept("pocket", true);
  return keepWriting(user, noteId, text);
}

/** Ask the server for the notes of other devices. Throws as `get` does. */
export async function refresh(user: string): Promise<void> {
  const before = await keptIds(user);
  const { notes: server } = await get<Pocket>("/pocket");
  // If the person has signed out in the meantime, keep nothing.
  if (me.value?.id !== user) return;
  await takeIn(user, before, server);
  await read(user);
}

/** Like `refresh`, but at most once a minute, because each prompt that offers notes calls it. */
export async function freshen(user: string): Promise<void> {
  if (asked?.user === user && Date.now() - asked.at < A_MINUTE) return;
  asked = { user, at: Date.now() };
  await refresh(user);
}

/** Send the unsent notes. If that fails, try again later while this page is open. */
export async function flush(user: string): Promise<PocketOutcome> {
  clearTimeout(retry);
  const outcome = await sendPocket(user, transport);
  if (outcome.kind === "later" && outcome.why !== "signed_out") {
    retry = setTimeout(() => void (me.value?.id === user && flush(user)), (outcome.wait ?? 0) * 1000 || delay);
    delay = Math.min(delay * 2, LAST_RETRY);
    void askForBackgroundSync();
  } else delay = FIRST_RETRY;
  if (notes.value) await read(user);
  channel?.postMessage(null);
  return outcome;
}

/** Turn the words in the field into a note, and send it. */
export async function keep(user: string): Promise<void> {
  if (!(await finishWriting(user))) return;
  await read(user);
  await flush(user);
}

/** Change the words of a note here and on the server. */
export async function reword(user: string, noteId: string, text: string): Promise<void> {
  await rewordNote(user, noteId, text);
  await read(user);
  await flush(user);
}

/** Delete a note here and on the server. */
export async function remove(user: string, noteId: string): Promise<void> {
  await deleteNote(user, noteId);
  await read(user);
  await flush(user);
}

function stop(): void {
  clearTimeout(retry);
  asked = null;
  notes.value = null;
}

/** Remove the notes of people who are not signed in, except their unsent words. */
async function tidy(person: string | null): Promise<void> {
  await keepUnsentNotesOnly(person);
  const there = (await allNotes()).length > 0;
  // Do nothing if someone has signed in in the meantime.
  if (!me.value) markKept("pocket", there);
}

function follow(): void {
  let current: string | null | undefined;
  whenPocketInMemoryOnly(() => (memoryOnly.value = true));
  const go = (): void => void (current && flush(current).catch(() => undefined));
  addEventListener("online", go);
  onVisibility({ shown: go });
  effect(() => {
    const person = me.value;
    // Send nothing until the server has confirmed who is signed in.
    if (person === undefined || fromMemory.value || person?.id === current) return;
    const signedIn = person?.id ?? null;
    current = signedIn;
    untracked(() => {
      if (!signedIn) stop();
      void tidy(signedIn)
        .then(go)
        .catch(() => undefined);
    });
  });
  whenForgotten(async (ending) => {
    const user = current ?? me.value?.id;
    stop();
    if (user && ending === "chosen") await clearPocket(user).catch(() => undefined);
    await tidy(null).catch(() => undefined);
  });
}

follow();
