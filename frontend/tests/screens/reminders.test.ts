import { describe, expect, it } from "vitest";
import { reminders } from "@words/settings";
import { giveWay } from "../../src/screens/settings/giveWay";

const left = (at_most: 1 | 2 | 3, ...on: string[]) => [
  ...giveWay({ at_most, kinds: Object.fromEntries(on.map((kind) => [kind, true])) }),
];

describe("if fewer reminders are allowed than switched on", () => {
  it("the one in the middle goes first, then the last call", () => {
    expect(left(3, "opening", "repeat", "last_call")).toEqual([]);
    expect(left(2, "opening", "repeat", "last_call")).toEqual(["repeat"]);
    expect(left(1, "opening", "repeat", "last_call")).toEqual(["last_call", "repeat"]);
    expect(left(1, "repeat", "last_call")).toEqual(["repeat"]);
  });

  it("a kind that is switched off takes no place", () => {
    expect(left(2, "opening", "repeat")).toEqual([]);
    expect(left(1, "repeat")).toEqual([]);
    expect(left(1)).toEqual([]);
  });
});

describe("the result of a test", () => {
  it.each([
    [1, true, "A test is on its way to one device. An e-mail is on its way."],
    [3, null, "A test is on its way to 3 devices."],
    [null, true, "An e-mail is on its way."],
  ])("%s devices, mail %s", (devices, mail, words) => {
    expect(reminders.tested(devices, mail)).toBe(words);
  });

  it("is plain if nothing was sent", () => {
    expect(reminders.tested(0, null)).toMatch(/^None of your devices accepted it/);
    expect(reminders.tested(null, false)).toMatch(/^The e-mail couldn't be sent/);
    expect(reminders.tested(0, false)).toMatch(/None of your devices.*The e-mail couldn't be sent/);
  });
});
