import { expect, test } from "vitest";
import type { Point } from "../../src/api/types";
import { echo, openings, wordless } from "../../src/screens/talk/openings";
import {
  before,
  begin,
  finish,
  fromServer,
  hasTheWord,
  left,
  next,
  passed,
  pause,
  PAUSE,
  resume,
  TIMES,
  toServer,
} from "../../src/screens/talk/turns";
import type { Turns } from "../../src/screens/talk/turns";

const NOW = Date.parse("2026-11-29T19:00:00Z");
const MINUTE = 60_000;

/** Return all steps of a conversation in which each step takes one minute. */
function steps(first: Turns): Turns[] {
  const all = [first];
  for (let at = NOW; all.at(-1)!.phase !== "close"; at += MINUTE) all.push(next(all.at(-1)!, at));
  return all;
}

test("one speaks and the other says what they heard, then the other way round", () => {
  const walked = steps(begin("partner", false)).map((turns) => [turns.phase, turns.speaks, hasTheWord(turns)]);
  expect(walked).toEqual([
    ["words", "partner", "partner"],
    ["speak", "partner", "partner"],
    ["heard", "partner", "me"],
    ["speak", "me", "me"],
    ["heard", "me", "partner"],
    ["close", "me", "me"],
  ]);
});

test("a mistaken tap is taken back, step by step, to the beginning", () => {
  const walked = steps(begin("me", false));
  for (const [index, turns] of walked.entries()) {
    const earlier = before(turns, NOW);
    if (index === 0) expect(earlier).toBeNull();
    else expect(earlier).toMatchObject({ phase: walked[index - 1]!.phase, speaks: walked[index - 1]!.speaks });
  }
});

test("the time left comes from the clock, so a phone that slept is right at once", () => {
  const speaking = next(begin("me", false), NOW);
  expect(left(speaking, NOW + 2 * MINUTE)).toBe(3 * MINUTE);
  expect(passed(speaking, NOW + MINUTE)).toBeCloseTo(0.2);
  expect(left(speaking, NOW + 60 * MINUTE)).toBe(0);
  expect(passed(speaking, NOW + 60 * MINUTE)).toBe(1);
  expect(left(begin("me", false), NOW)).toBeNull();
  expect(passed(begin("me", false), NOW)).toBe(1);
});

test("when the time is over, nothing happens by itself", () => {
  const speaking = next(begin("me", false), NOW);
  expect(speaking.phase).toBe("speak");
  expect(next(speaking, NOW + 60 * MINUTE).phase).toBe("heard");
});

test("a pause stops the step, and the step goes on with what it had left", () => {
  const speaking = next(begin("me", false), NOW);
  const paused = pause(speaking, NOW + MINUTE);
  expect(left(paused, NOW + MINUTE)).toBe(PAUSE);
  expect(pause(paused, NOW + 2 * MINUTE)).toBe(paused);
  const back = resume(paused, NOW + 90 * MINUTE);
  expect(back).toMatchObject({ phase: "speak", pause: null });
  expect(left(back, NOW + 90 * MINUTE)).toBe(4 * MINUTE);
  expect(resume(back, NOW)).toBe(back);
});

test("either may pause while words are chosen, and not after the end", () => {
  const paused = pause(begin("me", false), NOW);
  expect(left(resume(paused, NOW + MINUTE), NOW + MINUTE)).toBeNull();
  const closed = finish(paused, NOW);
  expect(closed).toMatchObject({ phase: "close", pause: null });
  expect(pause(closed, NOW)).toBe(closed);
});

test.each([
  ["speaking", next(begin("partner", true), NOW)],
  ["choosing words", begin("me", true)],
  ["in a pause", pause(next(begin("me", true), NOW), NOW + MINUTE)],
  ["at the end", finish(begin("me", true), NOW)],
])("the other phone shows the same step %s, whatever its clock says", (_name, turns) => {
  const later = NOW + 2 * MINUTE;
  const skew = 3_600_000;
  const there = fromServer(toServer(turns, later), later + skew);
  expect(left(there, later + skew)).toBe(left(turns, later));
  expect(there).toMatchObject({ phase: turns.phase, turn: turns.turn, speaks: turns.speaks });
  expect(there.pause?.left).toBe(turns.pause?.left);
  expect(TIMES.speak).toBe(5 * MINUTE);
});

const starter = (key: string, role: string) => ({ key, for: role, text: `Words of ${key}` });
const point = (felt_by: string): Point =>
  ({
    id: "p",
    headline: "Closeness",
    felt_by,
    words: null,
    light: null,
    starters: [starter("a", "feels"), starter("b", "feels"), starter("c", "listens")],
    voice: { talked_on: null },
  }) as unknown as Point;

test("the one who begins chooses among the words for their own role", () => {
  const texts = (felt_by: string, speaks: "me" | "partner") => openings(point(felt_by), speaks).map(({ text }) => text);
  expect(texts("me", "me")).toEqual(["Words of a", "Words of b"]);
  expect(texts("partner", "me")).toEqual(["Words of c"]);
  expect(texts("both", "partner")).toEqual(["Words of a", "Words of b"]);
  expect(openings(wordless("p"), "me")).toEqual([]);
});

test("a wish comes first, in its author's words, and a light conversation has its questions alone", () => {
  const topic = point("partner");
  const wish = openings({ ...topic, words: { by: "partner", text: "The holidays" } }, "partner");
  expect(wish[0]).toEqual({ kind: "wish", by: "partner", text: "The holidays" });
  expect(wish.slice(1).map(({ kind }) => kind)).toEqual(["starter", "starter"]);
  const light = { kind: "deck", questions: ["What made you laugh?", "And what else?"] } as Point["light"];
  expect(openings({ ...topic, light }, "me").map(({ kind, text }) => [kind, text])).toEqual([
    ["question", "What made you laugh?"],
    ["question", "And what else?"],
  ]);
});

test("the listener sees an example only where the other one felt it", () => {
  expect(echo(point("partner"), "partner")).toBe("Words of c");
  expect(echo(point("partner"), "me")).toBeNull();
  expect(echo(wordless("p"), "me")).toBeNull();
});
