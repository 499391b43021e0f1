import { useState } from "preact/hooks";
import { get, isCode, post } from "../../api/client";
import type { Nudged } from "../../api/types";
import { partnerLabel } from "../../app/session";
import { useAction } from "../../app/useAction";
import { useAsync } from "../../app/useAsync";
import { Button, Problem } from "../../design";
import { nudge as w } from "@words/nudge";
import "./nudge.css";

/** The button for one nudge about this check-in. It does not show what the partner does after it. */
export function Nudge({ id }: { id: string }) {
  // If the server does not answer, offer no nudge and show no error: a nudge is not urgent.
  const { data: state, set } = useAsync(() => get<Nudged>(`/notifications/nudges/${id}`), id);
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useAction();
  const partner = partnerLabel.value;
  const send = () =>
    run(async () => {
      try {
        set(await post<Nudged>(`/notifications/nudges/${id}`));
      } catch (error) {
        // The person has already sent the nudge from another device.
        if (!isCode(error, "already_nudged")) throw error;
        set({ nudged: true, possible: false });
      }
    });
  if (!state || !(state.nudged || state.possible)) return null;
  return (
    <div class="nudge stack-s" role="group" aria-label={w.offer(partner)}>
      {state.nudged ? (
        <p class="soft small" role="status">
          {w.sent(partner)}
        </p>
      ) : asking ? (
        <>
          <p class="soft small">{w.what(partner)}</p>
          <div class="nudge-ways">
            <Button kind="quiet" busy={busy} onClick={send}>
              {w.send}
            </Button>
            <Button kind="plain" onClick={() => setAsking(false)}>
              {w.rather}
            </Button>
          </div>
        </>
      ) : (
        <Button kind="plain" onClick={() => setAsking(true)}>
          {w.offer(partner)}
        </Button>
      )}
      <Problem>{problem}</Problem>
    </div>
  );
}
