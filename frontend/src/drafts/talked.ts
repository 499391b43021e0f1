/**
 * Keep the mark "We talked about it" on this device until the server has it. Only ids are kept, no words. As with
 * unsent words, the mark stays when the server ends the session, and is removed when its person signs out on this
 * device.
 */
import { ApiError, OfflineError, post } from "../api/client";

const NAME = "sbs-talked";

interface Mark {
  person: string;
  point: string;
}

/** The marks, in a browser that refuses storage. */
let memory: Mark[] = [];

function read(): Mark[] {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? "[]") as unknown;
    return Array.isArray(kept) ? (kept as Mark[]) : [];
  } catch {
    return memory;
  }
}

function write(marks: Mark[]): void {
  memory = marks;
  try {
    if (marks.length) localStorage.setItem(NAME, JSON.stringify(marks));
    else localStorage.removeItem(NAME);
  } catch {
    // Private windows may refuse storage. The marks are then in memory only.
  }
}

const isSame = (one: Mark, { person, point }: Mark): boolean => one.person === person && one.point === point;

/** True if this person's mark still waits for a network. */
export const isWaiting = (mark: Mark): boolean => read().some((one) => isSame(one, mark));

/** Remove a waiting mark, because it was a mistaken tap or the server has it. */
export const dropTalked = (mark: Mark): void => write(read().filter((one) => !isSame(one, mark)));

/** Remove all marks of a person who signs out on this device. */
export const dropAllTalked = (person: string): void => write(read().filter((one) => one.person !== person));

/** Send a mark, or keep it for later if there is no network. Throws ApiError if the server refuses it. */
export async function markTalked(mark: Mark): Promise<"sent" | "waiting"> {
  if (!isWaiting(mark)) write([...read(), mark]);
  return send(mark);
}

/** Send the waiting marks of this person, who must be signed in. */
export async function sendTalked(person: string): Promise<void> {
  for (const mark of read().filter((one) => one.person === person)) {
    // If the server refuses the mark, the couple has ended: drop the mark.
    const sent = await send(mark).catch(() => "sent" as const);
    if (sent === "waiting") return;
  }
}

async function send(mark: Mark): Promise<"sent" | "waiting"> {
  try {
    await post(`/talking-points/${mark.point}/talked`, {}, { person: mark.person });
  } catch (error) {
    if (isForLater(error)) return "waiting";
    dropTalked(mark);
    throw error;
  }
  dropTalked(mark);
  return "sent";
}

function isForLater(error: unknown): boolean {
  if (error instanceof OfflineError) return true;
  if (!(error instanceof ApiError)) return false;
  const { status, code } = error;
  return status === 401 || status === 429 || status >= 500 || code === "another_person";
}
