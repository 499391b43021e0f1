import { beforeEach, expect, test } from "vitest";
import { awaitCode, awaitedCode, forgetCode } from "../../src/app/awaitedCode";

const minute = 60_000;
beforeEach(() => localStorage.clear());

test("the address is there after a reload, and after the app was ended, as long as its code is good", () => {
  expect(awaitedCode(0)).toBeNull();
  awaitCode("kim@example.org", "code", 0);
  expect(awaitedCode(9 * minute)).toEqual({ email: "kim@example.org", step: "code" });
  expect(awaitedCode(10 * minute)).toBeNull();
  expect(localStorage).toHaveLength(0);
});

test("it goes when it is not needed any more, and with a clock that was set back", () => {
  awaitCode("kim@example.org", "code", 0);
  forgetCode();
  expect(awaitedCode(1)).toBeNull();
  awaitCode("kim@example.org", "code", 60 * minute);
  expect(awaitedCode(0)).toBeNull();
});

test("what is not ours is nothing", () => {
  for (const text of [
    "",
    "null",
    "[]",
    "{",
    '{"value":{"email":5},"until":1}',
    '{"value":{"email":"a@b.c","step":"else"},"until":1}',
  ]) {
    localStorage.setItem("sbs-brief.code", text);
    expect(awaitedCode(0)).toBeNull();
  }
});
