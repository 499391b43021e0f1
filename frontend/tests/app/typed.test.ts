import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { tidyAddress, tidyCode } from "../../src/app/typed";

/** The table of examples. The server is tested with the same table. */
const table = resolve(process.cwd(), "../tests/couples/typed_codes.json");
const examples = JSON.parse(readFileSync(table, "utf8")) as { typed: string; code: string }[];

test.each(examples)("what was typed as $typed is the code $code", ({ typed, code }) => {
  expect(tidyCode(typed)).toBe(code);
});

test.each([
  ["  robin@example.org ", "robin@example.org"],
  ["\u200brobin@example.org\ufeff", "robin@example.org"],
  ["robin\u00ad@example.org\u00a0", "robin@example.org"],
  ["mailto:robin@example.org", "robin@example.org"],
  ["<robin@example.org>", "robin@example.org"],
])("an address typed as %j loses what nobody sees", (typed, address) => {
  expect(tidyAddress(typed)).toBe(address);
});
