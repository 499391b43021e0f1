/**
 * "We talked about it" that waits for a network. Kept on this device until the server has it: ids alone, no words. Like
 * unsent words, it outlives a session that the server has ended, and goes when its person signs out here.
 */
import { ApiError, OfflineError, post } from "../api/client";

const NAME = "sbs-talked";

interface Mark {
  person: string;
  point: string;
}

/** For browsers that keep nothing. */
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
    // Private windows may refuse storage: the marks wait in memory.
  }
}

const isSame = (one: Mark, { person, point }: Mark): boolean => one.person === person && one.point === point;

/** True if this person's mark still waits for a network. */
export const isWaiting = (mark: Mark): boolean => read().some((one) => isSame(one, mark));

/** Remove a mark that waits: it was a mistaken tap, or the server has it. */
export const dropTalked = (mark: Mark): void => write(read().filter((one) => !isSame(one, mark)));

/** Remove all marks of a person who signs out on this device. */
export const dropAllTalked = (person: string): void => write(read().filter((one) => one.person !== person));

/** Send a mark, or keep it for later if there is no network. Throws ApiError if the server refuses it. */
export async function markTalked(mark: Mark): Promise<"sent" | "waiting"> {
  if (!isWaiting(mark)) write([...read(), mark]);
  return send(mark);
}

/** Send what waits of this person, who is signed in. */
export async function sendTalked(person: string): Promise<void> {
  for (const mark of read().filter((one) => one.person === person)) {
    // Refused: the couple has ended, so there is nothing left to mark.
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
