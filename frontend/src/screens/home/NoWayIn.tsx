import { del } from "../../api/client";
import type { Me } from "../../api/types";
import { me, setMe } from "../../app/session";
import { dayAndTime } from "../../app/time";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { Button, ButtonLink, Notice, Problem } from "../../design";
import { isDemo } from "../../demo/isDemo";
import { withoutMail as w } from "@words/wayIn";

/** A card for a person who could not sign in again on another device. It asks them to add a passkey. */
export function NoWayIn() {
  const { busy, problem, run } = useAction();
  const link = me.value?.sign_in_link;
  if (isDemo()) return null;
  const cancel = () =>
    run(async () => {
      setMe(await del<Me>("/me/sign-in-link"));
      toast(w.linkCancelled);
    });
  return (
    <div class="stack">
      {link && (
        <Notice tone="warn">
          <div class="stack-s">
            <p>{w.linkMade(dayAndTime(link.valid_from))}</p>
            <Button kind="quiet" busy={busy} onClick={cancel}>
              {w.cancelLink}
            </Button>
            <Problem>{problem}</Problem>
          </div>
        </Notice>
      )}
      <Notice>
        <div class="stack-s">
          <p>{w.needsPasskey}</p>
          <ButtonLink kind="quiet" href="/set-up">
            {w.addPasskey}
          </ButtonLink>
        </div>
      </Notice>
    </div>
  );
}
