import { useLocation, useRoute } from "preact-iso";
import { useEffect, useRef, useState } from "preact/hooks";
import { get, isCode, OfflineError } from "../../api/client";
import type { Point, Reveal } from "../../api/types";
import { NotHere } from "../../app/NotHere";
import { me } from "../../app/session";
import { useAsync } from "../../app/useAsync";
import { reveal as w } from "@words/reveal";
import { dropReveal, hasSeen, keepReveal, keptReveal, markSeen } from "./kept";
import { Moment } from "./moment/Moment";
import { placeIn, stepsOf } from "./moment/steps";
import { RevealList } from "./RevealList";
import "./reveal.css";

/** How long (ms) to wait for the server if this device keeps the reveal. */
const PATIENCE = 8_000;

/** Load the reveal from the server, or without a network from this device. */
async function load(id: string): Promise<Reveal> {
  const person = me.value?.id ?? "";
  const kept = keptReveal(person, id);
  try {
    const reveal = await get<Reveal>(`/check-ins/${id}/reveal`, kept ? { patience: PATIENCE } : undefined);
    // If the person has signed out in the meantime, keep nothing.
    if (me.value?.id === person) keepReveal(person, reveal);
    return reveal;
  } catch (error) {
    if (kept && error instanceof OfflineError) return kept;
    if (isCode(error, "not_found")) dropReveal(id);
    throw error;
  }
}

/** The reveal. On the first visit on this device it shows one thing at a time, and later a list. */
export default function RevealScreen() {
  const { params, query } = useRoute();
  const id = params["id"] ?? "";
  const { route } = useLocation();
  const { data, error, reload, set } = useAsync(() => load(id), id);
  const back = { href: "/", label: w.back };
  const person = me.value?.id ?? "";
  const steps = data ? stepsOf(data).length : 0;
  // The id of the reveal that the person opened as a list. Its address is the same as that of "Ready?".
  const [listed, setListed] = useState("");
  const place =
    data &&
    ((steps > 0 ? placeIn(query["step"], steps) : null) ??
      (listed === id || steps === 0 || hasSeen(person, data) ? null : 0));
  const newest = useRef(data);
  newest.current = data;
  const done = data !== null && (place === null || place === steps);

  useEffect(() => {
    if (data && done) markSeen(person, data);
  }, [id, done]);

  if (data) {
    const onPoint = (point: Point): void => {
      // Two points may change before the page renders again, so start from the newest reveal.
      newest.current = withPoint(newest.current ?? data, point);
      set(newest.current);
      keepReveal(person, newest.current);
    };
    const onPlace = (next: number | null): void => {
      if (next === null) setListed(id);
      // Replace the history entry: Back leaves the reveal instead of going back a step.
      route(next === null ? `/reveal/${id}` : `/reveal/${id}?step=${next}`, true);
      scrollTo(0, 0);
    };
    return place === null ? (
      <RevealList reveal={data} onPoint={onPoint} onAgain={() => onPlace(0)} />
    ) : (
      <Moment reveal={data} place={place} onPlace={onPlace} onPoint={onPoint} />
    );
  }
  return <NotHere words={w} back={back} error={error} onAgain={() => void reload()} />;
}

/** Return the reveal with one of its points replaced. */
function withPoint(reveal: Reveal, point: Point): Reveal {
  return { ...reveal, conversations: reveal.conversations.map((old) => (old.id === point.id ? point : old)) };
}
