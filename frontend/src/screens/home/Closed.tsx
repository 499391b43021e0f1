import { post } from "../../api/client";
import type { Me } from "../../api/types";
import { setMe } from "../../app/session";
import { useAction } from "../../app/useAction";
import { Button, Card, Problem } from "../../design";
import { linking as w } from "@words/linking";

/** Say once, without a reason or a name, that the shared space has closed. */
export function Closed({ onDone }: { onDone: () => Promise<void> }) {
  const { busy, problem, run } = useAction();
  const read = () =>
    run(async () => {
      setMe(await post<Me>("/space/acknowledge-closed"));
      await onDone();
    });
  return (
    <Card title={w.closed} class="stack">
      <p>{w.closedLead}</p>
      <p>{w.closedCare}</p>
      <Button wide busy={busy} onClick={read}>
        {w.closedOk}
      </Button>
      <p class="center">
        <a class="tall" href="/more">
          {w.closedHelp}
        </a>
      </p>
      <Problem>{problem}</Problem>
    </Card>
  );
}
