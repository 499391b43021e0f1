import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { patch } from "../../api/client";
import type { Me } from "../../api/types";
import { peekToken } from "../../app/inviteToken";
import { say } from "../../app/say";
import { me, setMe } from "../../app/session";
import { allZones, deviceZone, zoneLabel } from "../../app/time";
import { canOfferPasskey } from "../../platform/passkey";
import { Button, Mark, Screen, SelectField, TextField } from "../../design";
import { welcome as w } from "@words/signIn";
import { AddPasskey } from "./AddPasskey";

/** The first time: a name, a time zone, then the offer of a passkey. */
export default function Welcome() {
  const { route } = useLocation();
  const [offering, setOffering] = useState(false);
  const onwards = () => route(peekToken() ? "/join" : "/", true);
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
      <NameForm onDone={offerOrGo} />
    </Screen>
  );
}

function NameForm({ onDone }: { onDone: () => Promise<void> }) {
  const [name, setName] = useState(me.value?.display_name ?? "");
  const [zone, setZone] = useState(deviceZone());
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!name.trim()) {
      setProblem(w.nameMissing);
      return;
    }
    setBusy(true);
    try {
      setMe(await patch<Me>("/me", { display_name: name.trim(), time_zone: zone }));
      await onDone();
    } catch (error) {
      setProblem(say(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="stack" onSubmit={submit} noValidate>
      <TextField
        label={w.name}
        hint={w.nameHint}
        error={problem}
        name="name"
        autoComplete="given-name"
        autoCapitalize="words"
        maxLength={60}
        value={name}
        onInput={setName}
      />
      <SelectField
        label={w.zone}
        hint={w.zoneHint}
        value={zone}
        onChange={setZone}
        options={allZones(zone).map((value) => ({ value, label: zoneLabel(value) }))}
      />
      <Button type="submit" wide busy={busy}>
        {w.go}
      </Button>
    </form>
  );
}
