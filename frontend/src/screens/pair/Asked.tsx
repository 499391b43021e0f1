import { post } from "../../api/client";
import type { Pairing } from "../../api/types";
import { loadMe, me } from "../../app/session";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { Button, Card, Mark, Problem } from "../../design";
import { pair as w } from "@words/pair";
import { WhoRuns } from "./WhoRuns";

interface AskedProps {
  pairing: Pairing;
  onChange: (pairing: Pairing) => void;
  onLinked: () => void;
}

/**
 * Ask the inviter to confirm the person who used the invitation. Only the inviter knows whether it is the right person.
 */
export function Asked({ pairing, onChange, onLinked }: AskedProps) {
  const { busy, problem, run } = useAction();
  const body = { invitation_id: pairing.invitation?.id };
  const confirm = () =>
    run(async () => {
      await post("/pairing/confirm", body);
      await loadMe();
      onLinked();
    });
  const decline = () =>
    run(async () => {
      onChange(await post<Pairing>("/pairing/decline", body));
      toast(w.declined);
    });
  return (
    <div class="stack-l">
      <Card class="stack center asked">
        <Mark size={72} state="waiting" />
        <p>{w.askedLead(pairing.joiner?.display_name ?? "")}</p>
        {pairing.joiner?.masked_email && (
          <p class="stack-s">
            <span class="soft small">{w.askedWith}</span>
            <strong>{pairing.joiner.masked_email}</strong>
          </p>
        )}
      </Card>
      <div class="stack-s">
        <Button wide busy={busy} onClick={confirm}>
          {w.confirm}
        </Button>
        <Button wide kind="quiet" onClick={decline}>
          {w.decline}
        </Button>
      </div>
      <Problem>{problem}</Problem>
      {me.value && <WhoRuns operator={me.value.operator} />}
    </div>
  );
}
