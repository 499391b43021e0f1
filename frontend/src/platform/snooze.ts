/**
 * Snooze a reminder from its notification. The id alone is not enough: on a shared phone, the server answers in the
 * other person's session that there is no such reminder.
 */
import { notification as w } from "@words/notification";
import type { Snooze } from "./pushMessage";
import { problemOf } from "../drafts/transport";
import type { Transport, Reply } from "../drafts/transport";

/** What the notification shows next: a message, and the waits that can still be chosen. */
export interface Remains {
  words: string;
  waits: Snooze["waits"];
}

/** Ask the server to snooze the reminder. Returns null if that worked and the server sent no message. */
export async function putOff(snooze: Snooze, wait: string, transport: Transport): Promise<Remains | null> {
  let answer: Reply;
  try {
    answer = await transport.send("POST", `/notifications/reminders/${snooze.id}/snooze`, { wait });
  } catch {
    return { words: w.offline, waits: snooze.waits };
  }
  if (answer.status === 200) {
    const said = answer.body["message"];
    return typeof said === "string" && said ? { words: said, waits: [] } : null;
  }
  const { code, message } = problemOf(answer);
  if (code === "nothing_to_snooze") return { words: message, waits: [] };
  if (code === "too_late") return { words: message, waits: snooze.waits.filter((other) => other.wait !== wait) };
  const gone = answer.status === 401 || answer.status === 404 || code === "another_person";
  return { words: gone ? w.signedOut : w.problem, waits: snooze.waits };
}
