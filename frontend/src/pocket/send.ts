/** Send the unsent notes of this device. Runs in the page and in the service worker, never in both at once. */
import { alone, notSent } from "../drafts/send";
import type { Outcome } from "../drafts/send";
import { problemOf } from "../drafts/transport";
import type { Reply, Transport } from "../drafts/transport";
import { changeNote, toSend } from "./store";
import type { StoredNote } from "./store";

/** The name of the channel between the tabs and the service worker. */
export const POCKET_CHANNEL = "side-by-side-pocket";

/** The result of one attempt. "nothing": every note was sent or refused. "later": some notes have to wait. */
export type PocketOutcome = Extract<Outcome, { kind: "nothing" | "later" }>;

/** Send this person's unsent notes. A note that the server refuses stays here with the reason; the others are sent. */
export function sendPocket(user: string, transport: Transport): Promise<PocketOutcome> {
  return alone(`pocket:${user}`, async () => {
    try {
      for (const note of await toSend(user)) {
        const reply = await post(note, transport);
        const problem = await record(note, reply);
        if (problem) return problem;
      }
      return { kind: "nothing" };
    } catch (error) {
      return notSent(error) as PocketOutcome;
    }
  });
}

const post = ({ user, noteId, text, writtenAt, state }: StoredNote, transport: Transport): Promise<Reply> =>
  state === "deleted"
    ? transport.send("DELETE", `/pocket/${noteId}`, undefined, user)
    : transport.send("PUT", `/pocket/${noteId}`, { text, written_at: writtenAt }, user);

/** Store the result of sending one note. Returns the outcome if sending has to stop, else undefined. */
async function record(sent: StoredNote, reply: Reply): Promise<PocketOutcome | undefined> {
  const { status } = reply;
  const { code } = problemOf(reply);
  if (status >= 200 && status < 300) {
    await changeNote(sent.user, sent.noteId, (note) => {
      // The note was changed or deleted in the meantime: that change is sent next.
      if (!note || note.state !== sent.state || note.text !== sent.text) return undefined;
      if (note.state === "deleted") return null;
      const { refused: _refused, leftAt: _left, ...rest } = note;
      return { ...rest, state: "kept" };
    });
    return undefined;
  }
  if (status === 401 || code === "another_person") return { kind: "later", why: "signed_out", wait: null };
  if (code === "pocket_full" || status === 422) {
    await changeNote(sent.user, sent.noteId, (note) =>
      note?.state === "unsent" ? { ...note, refused: code } : undefined,
    );
    return undefined;
  }
  return { kind: "later", why: "busy", wait: reply.retryAfter };
}
