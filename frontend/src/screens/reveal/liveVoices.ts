import { useEffect, useRef } from "preact/hooks";
import { get } from "../../api/client";
import type { Point, PointVoices } from "../../api/types";
import { live, PATIENCE } from "../../app/live";

/** The most talking points in one request. */
const MOST = 40;

type VoiceListener = (voice: Point["voice"]) => void;

const followed = new Map<string, Set<VoiceListener>>();
/** For each point: how many changes are being sent to the server, and when the last of them was answered. */
const changes = new Map<string, { open: number; settledAt: number }>();
let stop: (() => void) | null = null;

/**
 * Record that this page is changing a point. Returns a function to call when the change is done. Answers of the server
 * to requests from before that call are out of date, and are ignored.
 */
export function changing(id: string): () => void {
  const known = changes.get(id) ?? { open: 0, settledAt: 0 };
  changes.set(id, known);
  known.open += 1;
  return () => {
    known.open -= 1;
    known.settledAt = performance.now();
  };
}

/** Keep both partners' choices about a point current, while the page is visible and the point is `shown`. */
export function useLiveVoice(point: Point, onChange: (point: Point) => void, shown = true): void {
  const newest = useRef({ point, onChange });
  newest.current = { point, onChange };
  useEffect(() => {
    if (!shown) return;
    return follow(point.id, (voice) => {
      const { point: now, onChange: change } = newest.current;
      if (JSON.stringify(voice) !== JSON.stringify(now.voice)) change({ ...now, voice });
    });
  }, [point.id, shown]);
}

function follow(id: string, listener: VoiceListener): () => void {
  const group = followed.get(id) ?? new Set();
  followed.set(id, group.add(listener));
  stop ??= live(ask);
  return () => {
    group.delete(listener);
    if (group.size === 0) followed.delete(id);
    if (followed.size > 0) return;
    stop?.();
    stop = null;
  };
}

/** Ask the server for the state of all points on the screen in one request. */
async function ask(signal: AbortSignal): Promise<void> {
  const askedAt = performance.now();
  const ids = [...followed.keys()].slice(0, MOST);
  const query = ids.map((id) => `id=${id}`).join("&");
  const { results } = await get<PointVoices>(`/talking-points/voices?${query}`, { signal, patience: PATIENCE });
  for (const { id, voice } of results) {
    const change = changes.get(id);
    if (change && (change.open > 0 || change.settledAt > askedAt)) continue;
    followed.get(id)?.forEach((listener) => listener(voice));
  }
}
