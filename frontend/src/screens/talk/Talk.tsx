import { useRoute } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import { get, OfflineError } from "../../api/client";
import type { Point, Who } from "../../api/types";
import { NotHere } from "../../app/NotHere";
import { online } from "../../app/online";
import { me, partnerLabel } from "../../app/session";
import { useAsync } from "../../app/useAsync";
import { useAwake } from "../../platform/awake";
import { talk as w } from "@words/talk";
import { Begin } from "./Begin";
import { Close } from "./Close";
import { keepTopic, keptConversation, keptTopic } from "./kept";
import { wordless } from "./openings";
import type { Topic } from "./openings";
import { Pause } from "./Pause";
import { Step } from "./Step";
import { begin } from "./turns";
import { useConversation, useNow } from "./useConversation";
import "./talk.css";

const TOPICS = "/starters/topics";

/** The page of a guided conversation about one topic. After the topic was loaded, it works without a network. */
export default function TalkScreen() {
  const id = useRoute().params["id"] ?? "";
  const person = me.value?.id ?? "";
  const kept = keptTopic(person, id);
  const { data, error, reload } = useAsync(async () => {
    if (kept) return kept.point;
    const point = await get<Point>(`/talking-points/${id}`);
    keepTopic(person, point, TOPICS);
    return point;
  }, id);
  const point = kept?.point ?? data;
  const from = kept?.from ?? TOPICS;
  useEffect(() => {
    if (online.value && error) void reload();
  }, [online.value]);
  if (point) return <Conversation key={id} topic={point} person={person} from={from} />;
  // The page was reloaded without a network: continue the conversation without the topic's words until they can be
  // loaded.
  if (error instanceof OfflineError && keptConversation(person, id, Date.now()).turns)
    return <Conversation key={id} topic={wordless(id)} person={person} from={from} />;
  const back = { href: from, label: w.back };
  return <NotHere words={w} back={back} error={error} onAgain={() => void reload()} />;
}

function Conversation({ topic, person, from }: { topic: Topic; person: string; from: string }) {
  const [apart, setApart] = useState(false);
  const { conversation, step, choose, alone } = useConversation(topic.id, apart);
  const { turns, opening } = conversation;
  const now = useNow(turns !== null && turns.phase !== "close");
  useAwake(turns !== null && turns.phase !== "close" && turns.pause === null);
  const names: Record<Who, string> = {
    me: me.value?.display_name ?? "",
    partner: partnerLabel.value,
  };
  const back = { href: from, label: w.leave };
  const shared = { now, onStep: step, quiet: alone ? w.alone : "", back };
  if (turns === null) {
    const onBegin = (who: Who): void => {
      choose(0);
      step(begin(who, apart));
    };
    return <Begin topic={topic} names={names} apart={apart} onApart={setApart} onBegin={onBegin} back={back} />;
  }
  if (turns.pause) return <Pause key="pause" turns={turns} {...shared} />;
  if (turns.phase === "close") {
    return <Close topic={topic} person={person} onAgain={() => step(begin(turns.speaks, turns.apart))} back={from} />;
  }
  const { phase, turn } = turns;
  return (
    <Step
      key={`${turn}.${phase}`}
      turns={turns}
      topic={topic}
      names={names}
      opening={opening}
      onOpening={choose}
      {...shared}
    />
  );
}
