import { post } from "../../api/client";
import type { Me } from "../../api/types";
import { setMe } from "../../app/session";
import { useAction } from "../../app/useAction";
import { Button, ButtonLink, Mark, Problem } from "../../design";
import { linking as w } from "@words/linking";

/** The card with the two ways to begin: together, with an invitation, or alone first. */
export function Beginning({ onStarted }: { onStarted: () => Promise<void> }) {
  const { busy, problem, run } = useAction();
  const alone = () =>
    run(async () => {
      setMe(await post<Me>("/space/alone"));
      await onStarted();
    });
  return (
    <div class="stack-l">
      <div class="beginning stack">
        <Mark size={112} state="apart" />
        <h2>{w.none}</h2>
        <p class="soft">{w.noneLead}</p>
      </div>
      <div class="stack">
        <ButtonLink href="/pair" wide>
          {w.invite}
        </ButtonLink>
        <ButtonLink href="/join" kind="quiet" wide>
          {w.haveInvitation}
        </ButtonLink>
      </div>
      <div class="stack-s center">
        <Button kind="plain" busy={busy} onClick={alone}>
          {w.startAlone}
        </Button>
        <p class="soft small">{w.startAloneHint}</p>
        <Problem>{problem}</Problem>
      </div>
    </div>
  );
}
