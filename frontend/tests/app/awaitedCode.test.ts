import { beforeEach, expect, test } from "vitest";
import { awaitCode, awaitedCode, forgetCode } from "../../src/app/awaitedCode";

const minute = 60_000;
beforeEach(() => sessionStorage.clear());

test("the address is there after a reload, as long as its code is good", () => {
  expect(awaitedCode(0)).toBeNull();
  awaitCode("kim@example.org", 0);
  expect(awaitedCode(9 * minute)).toBe("kim@example.org");
  expect(awaitedCode(10 * minute)).toBeNull();
  expect(sessionStorage).toHaveLength(0);
});

test("it goes when it is not needed any more, and with a clock that was set back", () => {
  awaitCode("kim@example.org", 0);
  forgetCode();
  expect(awaitedCode(1)).toBeNull();
  awaitCode("kim@example.org", 60 * minute);
  expect(awaitedCode(0)).toBeNull();
});

test("what is not ours is nothing", () => {
  for (const text of ["", "null", "[]", "{", '{"email":5,"until":9e15}']) {
    sessionStorage.setItem("sbs.code", text);
    expect(awaitedCode(0)).toBeNull();
  }
});
