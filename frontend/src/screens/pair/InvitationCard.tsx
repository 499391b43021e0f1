import type { NewInvitation } from "../../api/types";
import { dayAndTime } from "../../app/time";
import { toast } from "../../app/toast";
import { Button, Card } from "../../design";
import { pair as w } from "@words/pair";

/** The invitation in its three forms: link, picture, short code. */
export function InvitationCard({ invitation }: { invitation: NewInvitation }) {
  const canShare = typeof navigator.share === "function";
  const share = async () => {
    try {
      await navigator.share({ title: w.shareText, url: invitation.link });
    } catch {
      // Closing the share dialogue is not an error.
    }
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(invitation.link);
      toast(w.copied);
    } catch {
      toast(w.copyFailed);
    }
  };
  return (
    <Card as="section" labelledBy="invitation-title" class="stack invitation">
      <h2 id="invitation-title">{w.ready}</h2>
      <p class="soft">{w.readyLead}</p>
      <img class="qr" alt={w.qr} src={`data:image/svg+xml,${encodeURIComponent(invitation.qr_svg)}`} />
      <p class="stack-s center">
        <span class="soft small">{w.code}</span>
        <strong class="pair-code">{invitation.code}</strong>
      </p>
      <div class="stack-s">
        {canShare && (
          <Button wide icon="share" onClick={share}>
            {w.share}
          </Button>
        )}
        <Button wide icon="copy" kind={canShare ? "quiet" : "primary"} onClick={copy}>
          {w.copy}
        </Button>
      </div>
      <p class="soft small center">
        {w.until(dayAndTime(invitation.expires_at))} {w.waitingForThem}
      </p>
    </Card>
  );
}
