import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { ApiError, patch } from "../api/client";
import type { Me } from "../api/types";
import { Form, SelectField } from "../design";
import { zones } from "@words/zones";
import { me, setMe } from "./session";
import { say } from "./say";
import { allZones, nearestZone, zoneLabel } from "../platform/zones";
import { NameField } from "./NameField";
import { useAction } from "./useAction";

interface NameFormWords {
  name: string;
  nameHint: string;
  nameMissing: string;
  zone: string;
  zoneHint: string;
}

interface Props {
  words: NameFormWords;
  /** The time zone that is chosen when the form opens. */
  zone: string;
  button: string;
  /** The name that the form opens with, if it differs from the person's present name. */
  name?: string;
  /** Ask for the name only. The form also asks for the zone if the server does not know `zone`. */
  nameAlone?: boolean;
  /** Shown above the button. */
  children?: ComponentChildren;
  /** Called after the server has saved the form; a returned promise is awaited. */
  onSaved: () => unknown;
}

/** The form for a person's name and time zone. A new person fills it in, and Settings shows it for changes. */
export function NameForm({ words, zone: zoneBefore, button, onSaved, nameAlone, children, ...given }: Props) {
  const [name, setName] = useState(given.name ?? me.value?.display_name ?? "");
  const [zone, setZone] = useState(zoneBefore);
  const [zoneProblem, setZoneProblem] = useState("");
  /** Zones that this browser offers and the server does not know. */
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const { busy, problem, setProblem, run } = useAction((error) => nameProblem(error) || say(error));
  const save = async () => {
    setZoneProblem("");
    try {
      setMe(await patch<Me>("/me", { display_name: name.trim(), time_zone: zone }));
      await onSaved();
    } catch (error) {
      if (!(error instanceof ApiError && error.fields["time_zone"])) throw error;
      // The server's list of zones may be older or newer than the device's: suggest another zone at once.
      setUnknown([...unknown, zone]);
      setZone(nearestZone(zone));
      setZoneProblem(zones.unknown(zoneLabel(zone), zoneLabel(nearestZone(zone))));
      setProblem(nameProblem(error));
    }
  };
  const submit = () => {
    if (name.trim()) void run(save);
    else setProblem(words.nameMissing);
  };
  const offered = allZones(zone).filter((each) => each === zone || !unknown.includes(each));
  return (
    <Form button={button} busy={busy} onSubmit={submit}>
      <NameField label={words.name} hint={words.nameHint} error={problem} value={name} onInput={setName} />
      {(!nameAlone || unknown.length > 0) && (
        <SelectField
          label={words.zone}
          hint={words.zoneHint}
          error={zoneProblem}
          value={zone}
          onChange={setZone}
          options={offered.map((value) => ({ value, label: zoneLabel(value) }))}
        />
      )}
      {children}
    </Form>
  );
}

const nameProblem = (error: unknown): string => (error instanceof ApiError ? error.about("display_name") : "");
