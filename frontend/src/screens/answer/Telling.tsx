import { useEffect } from "preact/hooks";
import { savePrivacy } from "../../app/privacy";
import { loadMe, me } from "../../app/session";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { Button, Problem } from "../../design";
import { answer as w } from "@words/answer";

/** Say whether the partner will be told that this person has finished, and let the person turn it off before that. */
export function Telling({ partner }: { partner: string }) {
  const { busy, problem, run } = useAction();
  // The setting may have been changed on another device.
  useEffect(() => void loadMe(), []);
  const tells = me.value?.privacy.tell_when_finished ?? false;
  const notTold = me.value?.operator?.at_home ? w.review.notToldInApp : w.review.notTold;
  const stop = () =>
    run(async () => {
      await savePrivacy({ tell_when_finished: false });
      toast(w.review.toldNoMore);
    });
  return (
    <div class="telling">
      <p role="status" class={tells ? "" : "soft small"}>
        {tells ? w.review.told(partner) : notTold(partner)}
      </p>
      {tells && (
        <Button kind="plain" busy={busy} onClick={stop}>
          {w.review.tellNot(partner)}
        </Button>
      )}
      <Problem>{problem}</Problem>
    </div>
  );
}
