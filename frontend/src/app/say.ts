import { ApiError, OfflineError } from "../api/client";
import { shell } from "@words/shell";

/** An error in words for the person: the server's own words if it sent some. */
export function say(error: unknown): string {
  if (error instanceof OfflineError) return shell.cannotReach;
  if (error instanceof ApiError) {
    // allauth's words for this are about passwords.
    if (error.code === "too_many_login_attempts") return shell.slowDown;
    if (error.message) return error.message;
    if (error.status === 429) return shell.slowDown;
  }
  return shell.unexpected;
}
