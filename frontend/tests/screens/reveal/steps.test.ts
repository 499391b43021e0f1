import { expect, test } from "vitest";
import type { Point } from "../../../src/api/types";
import { placeIn, sizeOf, stepsOf, turned } from "../../../src/screens/reveal/moment/steps";
import type { Step } from "../../../src/screens/reveal/moment/steps";
import { revealWith } from "./made";

/** Describe a step in one short line. */
function brief(step: Step): string {
  if (step.kind === "words") return `${step.by}: ${step.text}`;
  if (step.kind === "strengths") return `strengths: ${step.points.map(({ id }) => id).join(" ")}`;
  if (step.kind === "conversation") return `conversation ${step.place}: ${step.point.id}`;
  return step.kind;
}

test("the partner's kind words come first, then one's own, what went well, the guess and the conversations", () => {
  const reveal = revealWith({
    kind: ["Tea", "Patience"],
    strengths: 3,
    guesses: [4, null],
    topics: ["main", "optional"],
  });
  expect(stepsOf(reveal).map(brief)).toEqual([
    "theirs: Tea",
    "mine: Patience",
    "strengths: s0 s1",
    "guesses",
    "conversation 0: t0",
    "conversation 1: t1",
  ]);
});

test("a part with nothing in it has no step", () => {
  expect(stepsOf(revealWith({ kind: ["", "Patience"], topics: ["main"] })).map(brief)).toEqual([
    "mine: Patience",
    "conversation 0: t0",
  ]);
  expect(stepsOf(revealWith({ kind: ["  ", ""], guesses: [null] }))).toEqual([]);
  expect(stepsOf(revealWith({ neutral: true })).map(brief)).toEqual(["neutral"]);
});

test("a wish is a conversation; where an older check-in has none, its words have a step at the end", () => {
  const last = (topics: Point["role"][]) =>
    stepsOf(revealWith({ wishes: ["Sunday", ""], topics }))
      .map(brief)
      .at(-1);
  expect(last(["wish"])).toBe("conversation 0: t0");
  expect(last(["main"])).toBe("wishes");
  expect(last([])).toBe("wishes");
});

test("after the last step comes the list, and before the first one nothing", () => {
  expect(turned(0, "next", 3)).toBe(1);
  expect(turned(2, "next", 3)).toBe(3);
  expect(turned(3, "next", 3)).toBeNull();
  expect(turned(3, "back", 3)).toBe(2);
  expect(turned(1, "back", 3)).toBe(1);
  expect(turned(0, "back", 3)).toBe(0);
});

test.each([
  [undefined, null],
  ["", null],
  ["-1", null],
  ["2.5", null],
  ["two", null],
  ["0", 0],
  ["2", 2],
  ["99", 4],
])("the address says %s, so the place is %s", (query, place) => {
  expect(placeIn(query, 4)).toBe(place);
});

test("the fewer the words, the larger they are", () => {
  expect(sizeOf("You brought tea.")).toBe("few");
  expect(sizeOf("a".repeat(200))).toBe("some");
  expect(sizeOf("a".repeat(2_000))).toBe("many");
});
