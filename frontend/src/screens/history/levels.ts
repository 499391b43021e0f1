import type { LevelPoint } from "../../api/types";

/** The size of the drawing, in SVG units. */
export const WIDTH = 320;
export const HEIGHT = 96;
const PAD = 10;

export type Answered = LevelPoint & { value: number };

export interface Drawn {
  x: number;
  y: number;
}

/**
 * Reduce a line to one point a day, because two check-ins on one day would draw a spike. Several answers of a day
 * become their mean. A day with at least one answer is no gap.
 */
export function byDay(points: readonly LevelPoint[]): LevelPoint[] {
  const days = new Map<string, LevelPoint[]>();
  for (const point of points) days.set(point.date, [...(days.get(point.date) ?? []), point]);
  return [...days.values()].map((ofDay) => {
    const given = answered(ofDay);
    return { ...ofDay[0]!, value: given.length ? mean(given) : null };
  });
}

/** Return the points of a line that have a value. */
export function answered(points: readonly LevelPoint[]): Answered[] {
  return points.filter((point): point is Answered => point.value !== null);
}

/**
 * Return the pieces of a line on the drawing. The line breaks at a check-in without a value. Both lines share the time
 * axis from `from` to `to` (ms).
 */
export function pieces(points: readonly LevelPoint[], from: number, to: number): Drawn[][] {
  const found: Drawn[][] = [[]];
  for (const point of points) {
    if (point.value === null) found.push([]);
    else found.at(-1)?.push(place(point as Answered, from, to));
  }
  return found.filter((piece) => piece.length > 0);
}

/** Return the position of an answer on the drawing, by its date and its value from 1 to 5. */
export function place(point: Answered, from: number, to: number): Drawn {
  const span = Math.max(to - from, 1);
  return {
    x: PAD + ((Date.parse(point.date) - from) / span) * (WIDTH - 2 * PAD),
    y: HEIGHT - PAD - ((point.value - 1) / 4) * (HEIGHT - 2 * PAD),
  };
}

/** Return a smooth line through the points as an SVG path. It never rises or falls past a point. One point is a dot. */
export function line(points: readonly Drawn[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${round(first.x)} ${round(first.y)}`;
  if (rest.length === 0) path += "h0";
  let last = first;
  for (const point of rest) {
    const middle = (last.x + point.x) / 2;
    path += `C${round(middle)} ${round(last.y)} ${round(middle)} ${round(point.y)} ${round(point.x)} ${round(point.y)}`;
    last = point;
  }
  return path;
}

/** Compare the mean of the last third of the answers with that of the first. Half a point or less is "same". */
export function trend(points: readonly Answered[]): "higher" | "lower" | "same" {
  const third = Math.max(1, Math.floor(points.length / 3));
  const difference = mean(points.slice(-third)) - mean(points.slice(0, third));
  return difference > 0.5 ? "higher" : difference < -0.5 ? "lower" : "same";
}

function mean(points: readonly Answered[]): number {
  return points.reduce((sum, point) => sum + point.value, 0) / Math.max(points.length, 1);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
