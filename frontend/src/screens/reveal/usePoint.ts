import { useRef, useState } from "preact/hooks";
import type { Point } from "../../api/types";
import { say } from "../../app/say";
import { changing } from "./liveVoices";

/**
 * Send the changes of a point, one after the other. A tap shows at once (`tap`); if the server refuses it, it is taken
 * back and the reason is in `problem`.
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
      // With more changes on the way, the screen is ahead of the server's answers.
      if (line.length === 0) onChange(line.confirmed);
    });
  };
  return { busy: waiting > 0, problem, send, path: `/talking-points/${point.id}` };
}
