import { useState } from "preact/hooks";
import { ApiError, patch } from "../../api/client";
import type { Me } from "../../api/types";
import { me, setMe } from "../../app/session";
import { say } from "../../app/say";
import { allZones, zoneLabel } from "../../app/time";
import { toast } from "../../app/toast";
import { Button, Screen, SelectField, TextField } from "../../design";
import { common } from "@words/common";
import { profile as w, settings } from "@words/settings";

export default function Profile() {
  const [name, setName] = useState(me.value?.display_name ?? "");
  const [zone, setZone] = useState(me.value?.time_zone ?? "UTC");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const save = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem("");
    try {
      setMe(await patch<Me>("/me", { display_name: name.trim(), time_zone: zone }));
      toast(w.saved);
    } catch (error) {
      setProblem((error instanceof ApiError && error.about("display_name")) || say(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Screen title={w.title} back={{ href: "/settings", label: settings.title }}>
      <form class="stack" onSubmit={save} noValidate>
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
        <Button type="submit" wide busy={busy} disabled={!name.trim()}>
          {common.save}
        </Button>
      </form>
    </Screen>
  );
}
