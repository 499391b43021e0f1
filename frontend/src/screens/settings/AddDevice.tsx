import { useState } from "preact/hooks";
import { post } from "../../api/client";
import type { NewDeviceLink, SignIn } from "../../api/types";
import { dayAndTime } from "../../app/time";
import { copy } from "../../app/toast";
import { Button, Card, Problem } from "../../design";
import { withoutMail as w } from "@words/wayIn";
import { useProvenAction } from "./useProvenAction";

/** Make a link, also shown as a QR code, that signs in one new device. The server asks for the passkey first. */
export function AddDevice({ signIn }: { signIn: SignIn }) {
  const [made, setMade] = useState<NewDeviceLink | null>(null);
  const { busy, problem, run } = useProvenAction();
  const make = () => run(async () => setMade(await post<NewDeviceLink>("/me/devices/link")));
  return (
    <Card title={w.add} class="stack">
      <p class="soft">{signIn.passkeys.length > 0 ? w.addLead : w.addNeeds}</p>
      {made && (
        <>
          <img class="qr" alt={w.qr} src={`data:image/svg+xml,${encodeURIComponent(made.qr_svg)}`} />
          <Button kind="quiet" icon="copy" onClick={() => copy(made.link, w)}>
            {w.copy}
          </Button>
          <p class="soft small">{w.until(dayAndTime(made.expires_at))}</p>
        </>
      )}
      {!made && signIn.passkeys.length > 0 && (
        <Button kind="quiet" icon="phone" busy={busy} onClick={make}>
          {w.add}
        </Button>
      )}
      <Problem>{problem}</Problem>
    </Card>
  );
}
