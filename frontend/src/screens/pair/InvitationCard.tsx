import type { NewInvitation } from "../../api/types";
import { me } from "../../app/session";
import { dayAndTime } from "../../app/time";
import { copy } from "../../app/toast";
import { Button, Card } from "../../design";
import { pair as w } from "@words/pair";

/** The most characters of a name, as on the page of the link (couples/invitations.py). */
const LONGEST_NAME = 40;

/** The invitation in its three forms: link, picture, short code. */
export function InvitationCard({ invitation }: { invitation: NewInvitation }) {
  const canShare = typeof navigator.share === "function";
  const share = async () => {
    try {
      await navigator.share({ text: shareText(me.value?.display_name ?? ""), url: invitation.link });
    } catch {
      // The person has closed the share dialogue, which is not an error.
    }
  };
  return (
    <Card title={w.ready} class="stack invitation">
      <div class="stack-s">
        {canShare && (
          <Button wide icon="share" onClick={share}>
            {w.share}
          </Button>
        )}
        <Button wide icon="copy" kind={canShare ? "quiet" : "primary"} onClick={() => copy(invitation.link, w)}>
          {w.copy}
        </Button>
      </div>
      <img class="qr" alt={w.qr} src={`data:image/svg+xml,${encodeURIComponent(invitation.qr_svg)}`} />
      <p class="stack-s center">
        <span class="soft small">{w.code}</span>
        <strong class="pair-code">{invitation.code}</strong>
      </p>
      <p class="soft small center">{w.until(dayAndTime(invitation.expires_at))}</p>
    </Card>
  );
}

/** Return the text to share with the link. The name keeps its own writing direction inside the sentence. */
export function shareText(name: string): string {
  const letters = Array.from(name);
  const cut = letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join("")}…` : name;
  return w.shareText(`\u2068${cut}\u2069`);
}
