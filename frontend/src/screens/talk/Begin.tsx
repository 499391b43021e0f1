import type { Who } from "../../api/types";
import { Button, Screen, Segmented, Toggle } from "../../design";
import { talk as w } from "@words/talk";
import { Arch } from "./Arches";
import type { Topic } from "./openings";
import { showsTimes, suggestTimes } from "./times";

interface BeginProps {
  topic: Topic;
  names: Record<Who, string>;
  apart: boolean;
  onApart: (apart: boolean) => void;
  onBegin: (who: Who) => void;
  back: { href: string; label: string };
}

/** The choice of who begins, and whether the two use one phone or two. */
export function Begin({ topic, names, apart, onApart, onBegin, back }: BeginProps) {
  return (
    <Screen title={w.title} kicker={topic.headline || undefined} back={back} class="talk talk-begin">
      <p>{w.lead}</p>
      <div class="stack-s">
        <Segmented
          legend={w.howLegend}
          options={[
            { value: "together", label: w.how.together },
            { value: "apart", label: w.how.apart },
          ]}
          value={apart ? "apart" : "together"}
          onChange={(value) => onApart(value === "apart")}
        />
        <p class="small soft">{apart ? w.apartHint(names.partner) : w.togetherHint}</p>
      </div>
      <div class="talk-who" role="group" aria-labelledby="who-begins">
        <h2 id="who-begins">{w.who}</h2>
        {(["me", "partner"] as const).map((who) => (
          <button key={who} type="button" class={`talk-one ${who}`} onClick={() => onBegin(who)}>
            <Arch who={who} name={who === "me" && apart ? w.youBegin : w.begins(names[who])} level={1} />
          </button>
        ))}
        <Button kind="plain" onClick={() => onBegin(Math.random() < 0.5 ? "me" : "partner")}>
          {w.anyone}
        </Button>
      </div>
      <Toggle label={w.times} hint={w.timesHint} checked={showsTimes.value} onChange={suggestTimes} />
    </Screen>
  );
}
