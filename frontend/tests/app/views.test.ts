import { expect, test } from "vitest";
import type { Home, StarterGroup } from "../../src/api/types";
import { isFresh } from "../../src/screens/home/Talk";
import { answered, line, pieces, trend } from "../../src/screens/history/levels";
import { plainDate } from "../../src/app/time";
import { find } from "../../src/screens/starters/find";
import { list, today, withChanges } from "../../src/screens/starters/list";
import { status } from "../../src/screens/starters/status";
import { starters as w } from "@words/starters";

const level = (values: number[]) => values.map((value, week) => ({ date: `2026-09-${10 + week}`, value }));

test("a level picture keeps the time between check-ins, and high answers are above low ones", () => {
  const points = [
    { date: "2026-09-01", value: 1 },
    { date: "2026-09-08", value: 5 },
    { date: "2026-09-29", value: 3 },
  ];
  const drawn = pieces(points, Date.parse("2026-09-01"), Date.parse("2026-09-29"));
  expect(drawn).toHaveLength(1);
  const [a, b, c] = drawn[0]!;
  expect(b!.x - a!.x).toBeCloseTo((c!.x - a!.x) / 4);
  expect(b!.y).toBeLessThan(c!.y);
  expect(c!.y).toBeLessThan(a!.y);
  expect(line([a!, b!])).toMatch(/^M[\d.]+ [\d.]+C/);
  expect(line([])).toBe("");
});

test("a missed week breaks the line, and a week between two missed ones is a dot", () => {
  const values = [2, 3, null, 4, null, null, 5, 5];
  const points = values.map((value, week) => ({ date: `2026-09-${10 + week}`, value }));
  const drawn = pieces(points, Date.parse("2026-09-10"), Date.parse("2026-09-17"));
  expect(drawn.map((piece) => piece.length)).toEqual([2, 1, 2]);
  expect(line(drawn[1]!)).toMatch(/^M[\d.]+ [\d.]+h0$/);
  expect(answered(points).map((point) => point.value)).toEqual([2, 3, 4, 5, 5]);
  expect(pieces([{ date: "2026-09-10", value: null }], 0, 1)).toEqual([]);
});

test("a trend needs more than half a point", () => {
  expect(trend(level([3, 3, 3, 3.4, 3.4, 3.5]))).toBe("same");
  expect(trend(level([2, 2, 3, 4, 4, 4]))).toBe("higher");
  expect(trend(level([4, 4, 3, 2, 2, 2]))).toBe("lower");
});

const group = (key: string, dimension: "autonomy" | "connection", saved: boolean): StarterGroup => ({
  reason: { key, title: `About ${key}`, summary: "A café of our own", dimension, number: "A1" },
  starters: [{ key: `${key}.1`, for: "feels", text: "I would like an hour", saved, talked_on: null }],
  experiments: [{ key: `${key}.e`, text: "Walk", minutes: 10 }],
});
const groups = [group("quiet", "autonomy", true), group("heard", "connection", false)];

test("starters are found by dimension and by words without accents", () => {
  expect(find(groups, "all", "")).toHaveLength(2);
  expect(find(groups, "connection", "").map((g) => g.reason.key)).toEqual(["heard"]);
  expect(find(groups, "all", "CAFE heard").map((g) => g.reason.key)).toEqual(["heard"]);
  expect(find(groups, "all", "nothing like it")).toEqual([]);
});

test("the shared list begins with what was not talked about, and ends with what was talked about first", () => {
  const one = group("quiet", "autonomy", true);
  const starters = ["2026-09-01", null, "2026-10-01", null].map((talked_on, number) => ({
    ...one.starters[0]!,
    key: `quiet.${number}`,
    talked_on,
  }));
  const { waiting, talked } = list([{ ...one, starters }]);
  expect(waiting.map((kept) => kept.key)).toEqual(["quiet.1", "quiet.3"]);
  expect(talked.map((kept) => kept.key)).toEqual(["quiet.2", "quiet.0"]);
  expect(talked[0]).toMatchObject({ about: "About quiet", dimension: "autonomy" });
  const changed = withChanges([{ ...one, starters }], { "quiet.1": { saved: false } });
  expect(changed[0]!.starters.map((starter) => starter.saved)).toEqual([true, false, true, true]);
});

test("the date is this device's, at every hour", () => {
  expect(today(new Date(2026, 0, 5, 0, 1))).toBe("2026-01-05");
  expect(today(new Date(2026, 10, 25, 23, 59))).toBe("2026-11-25");
});

test("a past topic shows its state in a line, and nothing private", () => {
  const silent = {
    mine: null,
    both: null,
    talked_on: null,
    tried_on: null,
    helped: null,
    told: false,
    partner_told: null,
  };
  expect(status(silent)).toBe(w.status.open);
  expect(status({ ...silent, mine: "now" })).toBe(w.status.mineOnly);
  expect(status({ ...silent, mine: "now", both: "later" })).toBe(w.status.bothLater);
  const done = { ...silent, both: "now" as const, talked_on: "2026-05-03", tried_on: "2026-05-04" };
  const line = `${w.status.talked(plainDate("2026-05-03"))} · ${w.status.tried}`;
  for (const helped of [null, "yes", "a_little", "no"] as const) expect(status({ ...done, helped })).toBe(line);
});

test("a reveal is fresh only while its own check-in is the present one", () => {
  const home = (check: string, state: string, reveal: string | null, looked_at = false) =>
    ({
      space: { state: "paired" },
      check_in: { id: check, state },
      latest_reveal: reveal && { id: reveal, looked_at },
    }) as unknown as Home;
  expect(isFresh(home("a", "revealed", "a"))).toBe(true);
  expect(isFresh(home("b", "open", "a"))).toBe(false);
  expect(isFresh(home("b", "lapsed", "a"))).toBe(false);
  expect(isFresh(home("a", "revealed", null))).toBe(false);
  // The last argument is `looked_at`: the person has looked at the reveal.
  expect(isFresh(home("a", "revealed", "a", true))).toBe(false);
});
