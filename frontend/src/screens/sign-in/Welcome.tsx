import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { onwards as onwardsFor } from "../../app/landing";
import { NameForm } from "../../app/NameForm";
import { me } from "../../app/session";
import { deviceZone } from "../../platform/device";
import { canOfferPasskey } from "../../platform/passkey";
import { Button, Mark, Screen } from "../../design";
import { welcome as w } from "@words/signIn";
import { AddPasskey } from "./AddPasskey";

/** The first visit: a name, a time zone, then the offer of a passkey. */
export default function Welcome() {
  const { route } = useLocation();
  const [offering, setOffering] = useState(false);
  const onwards = () => route(me.value ? onwardsFor(me.value) : "/", true);
  const offerOrGo = async () => {
    if (!me.value?.has_passkey && (await canOfferPasskey())) setOffering(true);
    else onwards();
  };
  if (offering) {
    return (
      <Screen key="passkey" title={w.passkeyTitle} aside={<Mark size={40} />}>
        <p class="lead">{w.passkeyLead}</p>
        <AddPasskey onDone={onwards} />
        <Button kind="plain" onClick={onwards}>
          {w.skip}
        </Button>
      </Screen>
    );
  }
  return (
    <Screen key="name" title={w.title} aside={<Mark size={40} />}>
      <p class="lead">{w.lead}</p>
      <NameForm words={w} zone={deviceZone()} button={w.go} onSaved={offerOrGo} />
    </Screen>
  );
}
