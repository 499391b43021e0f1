import { post } from "../../api/client";
import type { Pairing } from "../../api/types";
import { useAction } from "../../app/useAction";
import { Button, Mark, Problem } from "../../design";
import { common } from "@words/common";
import { pair as w } from "@words/pair";

/** What a person sees who has asked to join, until the inviter confirms. */
export function Waiting({ pairing, onChange }: { pairing: Pairing; onChange: (pairing: Pairing) => void }) {
  const { busy, problem, run } = useAction();
  const withdraw = () => run(async () => onChange(await post<Pairing>("/pairing/withdraw")));
  return (
    <div class="stack-l">
      <div class="pair-art">
        <Mark size={112} state="waiting" />
      </div>
      <p class="lead">{w.waitLead(pairing.inviter?.display_name ?? common.yourPartner)}</p>
      <div>
        <Button kind="quiet" busy={busy} onClick={withdraw}>
          {w.withdraw}
        </Button>
      </div>
      <Problem>{problem}</Problem>
    </div>
  );
}
