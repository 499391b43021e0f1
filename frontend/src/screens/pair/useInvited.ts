import { useEffect, useState } from "preact/hooks";
import { isCode, post } from "../../api/client";
import type { Invited } from "../../api/types";
import { say } from "../../app/say";
import { join as w } from "@words/pair";

/**
 * Fetch who sent the invitation with this token, but only once `wanted` is true, after a tap. A program that opens
 * links to make a preview taps nothing, and so learns nothing.
 */
export function useInvited(token: string | null, wanted: boolean) {
  const [invited, setInvited] = useState<Invited | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    setInvited(null);
    setProblem("");
    if (!token || !wanted) return undefined;
    let stale = false;
    post<Invited>("/pairing/look", { token }).then(
      (found) => stale || setInvited(found),
      (error: unknown) => stale || setProblem(explainLink(error)),
    );
    return () => {
      stale = true;
    };
  }, [token, wanted]);
  return { invited, problem };
}

/** Return the text about why the invitation of a link cannot be used. */
export const explainLink = (error: unknown): string =>
  isCode(error, "invitation_not_usable") ? w.notUsableLink : explain(error);

/** Return the text about why the invitation of a typed code cannot be used. */
export function explain(error: unknown): string {
  if (isCode(error, "invitation_not_usable")) return w.notUsable;
  if (isCode(error, "own_invitation")) return w.own;
  if (isCode(error, "already_paired")) return w.alreadyPaired;
  return say(error);
}
