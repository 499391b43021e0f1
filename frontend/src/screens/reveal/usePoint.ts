import { useRef, useState } from "preact/hooks";
import type { Point } from "../../api/types";
import { say } from "../../app/say";
import { changing } from "./liveVoices";

export interface PointProps {
  point: Point;
  partner: string;
  onChange: (point: Point) => void;
}

/**
 * Send the changes of a point, one after the other. `tap` shows a change at once. If the server refuses the change, it
 * is undone, and `problem` holds the reason.
 */
export function usePoint(point: Point, onChange: (point: Point) => void) {
  const [problem, setProblem] = useState("");
  const [waiting, setWaiting] = useState(0);
  const queue = useRef({ length: 0, end: Promise.resolve(), confirmed: point });
  const send = (call: () => Promise<Point>, tap: Partial<Point["voice"]> = {}): void => {
    const line = queue.current;
    if (line.length === 0) line.confirmed = point;
    line.length += 1;
    setWaiting(line.length);
    setProblem("");
    const settled = changing(point.id);
    onChange({ ...point, voice: { ...point.voice, ...tap } });
    line.end = line.end.then(async () => {
      try {
        line.confirmed = await call();
      } catch (error) {
        setProblem(say(error));
      }
      line.length -= 1;
      settled();
      setWaiting(line.length);
      // While more changes are waiting, the screen is newer than this answer of the server.
      if (line.length === 0) onChange(line.confirmed);
    });
  };
  return { busy: waiting > 0, problem, send, path: `/talking-points/${point.id}` };
}
