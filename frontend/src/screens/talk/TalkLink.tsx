import { useEffect } from "preact/hooks";
import type { Point } from "../../api/types";
import { me } from "../../app/session";
import { ButtonLink } from "../../design";
import { reveal as w } from "@words/reveal";
import { keepTopic } from "./kept";

/**
 * The link to a guided conversation about a topic that both see. It keeps the topic, so that the page opens offline.
 */
export function TalkLink({ point }: { point: Point }) {
  const person = me.value?.id;
  const shared = point.role !== "private";
  useEffect(() => {
    if (person && shared) keepTopic(person, point, location.pathname + location.search);
  }, [person, point, shared]);
  if (!shared) return null;
  return (
    <ButtonLink wide kind="quiet" icon="talk" href={`/talk/${point.id}`}>
      {w.talkInTurns}
    </ButtonLink>
  );
}
