import { ApiError, OfflineError } from "../api/client";
import { shell } from "@words/shell";

/** Return the text that tells the person about an error: the server's own message if it sent one. */
export function say(error: unknown): string {
  if (error instanceof OfflineError) return shell.cannotReach;
  if (error instanceof ApiError) {
    // allauth's message for this error speaks of passwords, which this app does not have.
    if (error.code === "too_many_login_attempts") return shell.slowDown;
    if (error.message) return error.message;
    if (error.status === 429) return shell.slowDown;
  }
  return shell.unexpected;
}
