import { expect, test } from "vitest";
import { turnOfKey, turnOfSwipe } from "../../../src/screens/reveal/moment/turns";

const key = (name: string, rest: Partial<Parameters<typeof turnOfKey>[0]> = {}) =>
  turnOfKey({ key: name, modified: false, focus: "none", rtl: false, ...rest });

test("arrows and Enter turn, and Escape shows everything", () => {
  expect(["ArrowRight", "ArrowLeft", "Enter", "Escape", "a", " ", "ArrowDown"].map((name) => key(name))).toEqual([
    "next",
    "back",
    "next",
    "all",
    null,
    null,
    null,
  ]);
});

test("from right to left the arrows are the other way round", () => {
  expect(key("ArrowRight", { rtl: true })).toBe("back");
  expect(key("ArrowLeft", { rtl: true })).toBe("next");
});

test("a key that a field, a button or the browser uses turns nothing", () => {
  expect(key("ArrowRight", { focus: "field" })).toBeNull();
  expect(key("Enter", { focus: "field" })).toBeNull();
  expect(key("Enter", { focus: "control" })).toBeNull();
  expect(key("ArrowRight", { focus: "control" })).toBe("next");
  expect(key("ArrowLeft", { modified: true })).toBeNull();
});

test("a swipe to the side turns", () => {
  expect(turnOfSwipe(300, -120, 10, 390, false)).toBe("next");
  expect(turnOfSwipe(100, 120, 10, 390, false)).toBe("back");
  expect(turnOfSwipe(300, -120, 10, 390, true)).toBe("back");
});

test("scrolling, a small movement and the browser's own edge turn nothing", () => {
  expect(turnOfSwipe(300, -120, 100, 390, false)).toBeNull();
  expect(turnOfSwipe(300, -30, 0, 390, false)).toBeNull();
  expect(turnOfSwipe(8, 200, 0, 390, false)).toBeNull();
  expect(turnOfSwipe(385, -200, 0, 390, false)).toBeNull();
});
