import type { LevelPoint } from "../../api/types";

/** The drawing's size in its own units. */
export const WIDTH = 320;
export const HEIGHT = 96;
const PAD = 10;

export interface Drawn {
  x: number;
  y: number;
}

/** Places points of 1 to 5 on the drawing; both lines share the time axis from `from` to `to` (ms). */
export function place(points: readonly LevelPoint[], from: number, to: number): Drawn[] {
  const span = Math.max(to - from, 1);
  return points.map((point) => ({
    x: PAD + ((Date.parse(point.date) - from) / span) * (WIDTH - 2 * PAD),
    y: HEIGHT - PAD - ((point.value - 1) / 4) * (HEIGHT - 2 * PAD),
  }));
}

/** A soft line through the points, as an SVG path. It never swings past a point. */
export function line(points: readonly Drawn[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${round(first.x)} ${round(first.y)}`;
  let last = first;
  for (const point of rest) {
    const middle = (last.x + point.x) / 2;
    path += `C${round(middle)} ${round(last.y)} ${round(middle)} ${round(point.y)} ${round(point.x)} ${round(point.y)}`;
    last = point;
  }
  return path;
}

/** How the last third compares to the first; half a point and less is "same". */
export function trend(points: readonly LevelPoint[]): "higher" | "lower" | "same" {
  const third = Math.max(1, Math.floor(points.length / 3));
  const difference = mean(points.slice(-third)) - mean(points.slice(0, third));
  return difference > 0.5 ? "higher" : difference < -0.5 ? "lower" : "same";
}

function mean(points: readonly LevelPoint[]): number {
  return points.reduce((sum, point) => sum + point.value, 0) / Math.max(points.length, 1);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
