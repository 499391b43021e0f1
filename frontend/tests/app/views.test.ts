import { expect, test } from "vitest";
import type { Home, StarterGroup } from "../../src/api/types";
import { isFresh } from "../../src/screens/home/Talk";
import { line, place, trend } from "../../src/screens/history/levels";
import { find } from "../../src/screens/starters/find";

const level = (values: number[]) => values.map((value, week) => ({ date: `2026-09-${10 + week}`, value }));

test("a level picture keeps the time between check-ins and puts more above less", () => {
  const points = [
    { date: "2026-09-01", value: 1 },
    { date: "2026-09-08", value: 5 },
    { date: "2026-09-29", value: 3 },
  ];
  const [a, b, c] = place(points, Date.parse("2026-09-01"), Date.parse("2026-09-29"));
  expect(b!.x - a!.x).toBeCloseTo((c!.x - a!.x) / 4);
  expect(b!.y).toBeLessThan(c!.y);
  expect(c!.y).toBeLessThan(a!.y);
  expect(line([a!, b!])).toMatch(/^M[\d.]+ [\d.]+C/);
  expect(line([])).toBe("");
});

test("a trend needs more than half a point", () => {
  expect(trend(level([3, 3, 3, 3.4, 3.4, 3.5]))).toBe("same");
  expect(trend(level([2, 2, 3, 4, 4, 4]))).toBe("higher");
  expect(trend(level([4, 4, 3, 2, 2, 2]))).toBe("lower");
});

const group = (key: string, dimension: "autonomy" | "connection", saved: boolean): StarterGroup => ({
  reason: { key, title: `About ${key}`, summary: "A café of our own", dimension, number: "A1" },
  starters: [{ key: `${key}.1`, for: "feels", text: "I would like an hour", saved }],
  experiments: [{ key: `${key}.e`, text: "Walk", minutes: 10 }],
});
const groups = [group("quiet", "autonomy", true), group("heard", "connection", false)];

test("starters are found by dimension, by saved and by words without accents", () => {
  expect(find(groups, "all", "")).toHaveLength(2);
  expect(find(groups, "connection", "").map((g) => g.reason.key)).toEqual(["heard"]);
  expect(find(groups, "saved", "")).toMatchObject([{ reason: { key: "quiet" }, experiments: [] }]);
  expect(find(groups, "all", "CAFE heard").map((g) => g.reason.key)).toEqual(["heard"]);
  expect(find(groups, "all", "nothing like it")).toEqual([]);
});

test("a reveal is fresh only while its own check-in is the present one", () => {
  const home = (check: string, state: string, reveal: string | null) =>
    ({ space: { state: "paired" }, check_in: { id: check, state }, latest_reveal: reveal && { id: reveal } }) as unknown as Home;
  expect(isFresh(home("a", "revealed", "a"))).toBe(true);
  expect(isFresh(home("b", "open", "a"))).toBe(false);
  expect(isFresh(home("b", "lapsed", "a"))).toBe(false);
  expect(isFresh(home("a", "revealed", null))).toBe(false);
});
