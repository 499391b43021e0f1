import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { post } from "../../api/client";
import { dropBrief } from "../../app/brief";
import { dropToken, peekToken } from "../../app/inviteToken";
import { takeSecret, useSecret } from "../../app/linkSecret";
import { me } from "../../app/session";
import { Button, Mark, Screen } from "../../design";
import { passkeysSupported } from "../../platform/passkey";
import { wayIn as w } from "@words/wayIn";
import { AddPasskey } from "../sign-in/AddPasskey";
import { OpenedLink, Refused } from "./OpenedLink";

/** The name of the kept secret, and how long (ms) it is kept. */
const LINK = "way-in";
const LASTS = 10 * 60_000;

/** The page that a sign-in link opens: for the first account, a new device, or the operator's help. Then a passkey. */
export default function WayIn() {
  const { route } = useLocation();
  const [token, setToken] = useSecret(() => takeSecret(LINK, LASTS));
  /** True if the person has just signed in by a link and has a passkey on another device. */
  const [added, setAdded] = useState(false);
  const person = me.value;
  const arrived = (isNewDevice: boolean) => {
    dropBrief(LINK);
    setToken(null);
    setAdded(isNewDevice);
  };
  const goOn = async () => route(await next(), true);

  if (!person && token) return <OpenedLink key={token} token={token} onIn={arrived} />;
  if (!person) return <Refused title={w.noLinkTitle} words={w.noLink} />;
  if (person.has_passkey && !added) {
    return (
      <Screen title={w.signedInTitle} aside={<Mark size={40} />}>
        <p class="lead">{w.signedIn(person.display_name)}</p>
        <Button wide onClick={goOn}>
          {w.begin}
        </Button>
      </Screen>
    );
  }
  return (
    <Screen title={w.passkeyTitle} aside={<Mark size={40} />}>
      <p class="lead">{added ? w.devicePasskey : w.passkeyLead}</p>
      {passkeysSupported() ? <AddPasskey onDone={goOn} /> : !added && <p>{w.passkeyUnsupported}</p>}
      {added && (
        <Button kind="plain" onClick={goOn}>
          {w.passkeyLater}
        </Button>
      )}
    </Screen>
  );
}

/** Return the address of the next page. If an invitation is waiting, first use it to join. */
async function next(): Promise<string> {
  const token = peekToken();
  if (!token) return "/";
  try {
    await post("/pairing/redeem", { token });
    dropToken();
    return "/pair";
  } catch {
    // The invitation cannot be used any more. Its page shows that.
    return "/join";
  }
}
