import { patch } from "../../api/client";
import type { Me, Privacy } from "../../api/types";
import { say } from "../../app/say";
import { me, partnerName, setMe } from "../../app/session";
import { toast } from "../../app/toast";
import { Card, Screen, Toggle } from "../../design";
import { common } from "@words/common";
import { privacy as w, settings } from "@words/settings";
import { Operator } from "../pair/Operator";
import "./settings.css";

export default function PrivacySettings() {
  const person = me.value;
  if (!person) return null;
  const change = async (part: Partial<Privacy>) => {
    setMe({ ...person, privacy: { ...person.privacy, ...part } });
    try {
      setMe(await patch<Me>("/me/privacy", part));
    } catch (problem) {
      setMe(person);
      toast(say(problem));
    }
  };
  return (
    <Screen title={w.title} back={{ href: "/settings", label: settings.title }}>
      <Card class="stack-l">
        <Toggle
          label={w.tell}
          hint={partnerName.value ? w.tellHint : w.tellHintAlone}
          checked={person.privacy.tell_when_finished}
          onChange={(tell_when_finished) => change({ tell_when_finished })}
        />
        <Toggle
          label={w.tender}
          hint={partnerName.value ? w.tenderHint : w.tenderHintAlone}
          checked={person.privacy.tender_topics}
          onChange={(tender_topics) => change({ tender_topics })}
        />
        {person.space.state !== "alone" && (
          <ul class="small soft stack-s">
            {w.tenderFacts(partnerName.value ?? common.yourPartner).map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        )}
      </Card>
      <Operator />
    </Screen>
  );
}
