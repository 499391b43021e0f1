import { beforeEach, expect, test } from "vitest";
import { awaitCode, awaitedCode, forgetCode } from "../../src/app/awaitedCode";

const minute = 60_000;
beforeEach(() => localStorage.clear());

test("the address survives a reload and the end of the app, as long as its code is valid", () => {
  expect(awaitedCode(0)).toBeNull();
  awaitCode("kim@example.org", "code", 0);
  expect(awaitedCode(9 * minute)).toEqual({ email: "kim@example.org", step: "code" });
  expect(awaitedCode(10 * minute)).toBeNull();
  expect(localStorage).toHaveLength(0);
});

test("the address is forgotten after use, and if the clock was set back", () => {
  awaitCode("kim@example.org", "code", 0);
  forgetCode();
  expect(awaitedCode(1)).toBeNull();
  awaitCode("kim@example.org", "code", 60 * minute);
  expect(awaitedCode(0)).toBeNull();
});

test("a foreign value counts as none", () => {
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
