import { useEffect, useState } from "preact/hooks";
import { isCode, post } from "../../api/client";
import type { Invited } from "../../api/types";
import { say } from "../../app/say";
import { join as w } from "@words/pair";

/**
 * What the invitation with this token tells. It is asked for once `wanted`, never earlier: a program that fetches a
 * page to preview it taps nothing, and learns nothing.
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

/** Why a link's invitation can't be used, in words. */
export const explainLink = (error: unknown): string =>
  isCode(error, "invitation_not_usable") ? w.notUsableLink : explain(error);

/** Why the invitation of a typed code can't be used, in words. */
export function explain(error: unknown): string {
  if (isCode(error, "invitation_not_usable")) return w.notUsable;
  if (isCode(error, "own_invitation")) return w.own;
  if (isCode(error, "already_paired")) return w.alreadyPaired;
  return say(error);
}
