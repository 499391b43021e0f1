import { useState } from "preact/hooks";
import type { Privacy } from "../../api/types";
import { savePrivacy } from "../../app/privacy";
import { say } from "../../app/say";
import { me, partnerLabel, partnerName } from "../../app/session";
import { toast } from "../../app/toast";
import { Card, items, Screen, Segmented, Toggle } from "../../design";
import { answer } from "@words/answer";
import { privacy as w, settings } from "@words/settings";
import { setTapsGoOn, tapsGoOn } from "../answer/goingOn";
import { Operator } from "../pair/Operator";
import "./settings.css";

export default function PrivacySettings() {
  const person = me.value;
  if (!person) return null;
  const change = async (part: Partial<Privacy>) => {
    try {
      await savePrivacy(part);
    } catch (problem) {
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
          <ul class="small soft stack-s">{items(w.tenderFacts(partnerLabel.value))}</ul>
        )}
      </Card>
      <Card title={w.answering} class="stack-l">
        {partnerName.value && (
          <div class="stack-s">
            <Segmented
              legend={w.usual}
              options={[
                { value: "share" as const, label: answer.shareWith(partnerName.value) },
                { value: "private" as const, label: answer.onlyMe },
              ]}
              value={person.privacy.usual_sharing ?? null}
              onChange={(usual_sharing) => change({ usual_sharing })}
            />
            <p class="small soft">{w.usualHint}</p>
          </div>
        )}
        <GoOn />
      </Card>
      <Operator />
    </Screen>
  );
}

function GoOn() {
  const [on, setOn] = useState(tapsGoOn);
  return (
    <Toggle
      label={w.goOn}
      hint={w.goOnHint}
      checked={on}
      onChange={(checked) => {
        setTapsGoOn(checked);
        setOn(checked);
      }}
    />
  );
}
