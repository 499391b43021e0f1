import { expect, test } from "vitest";

const files = import.meta.glob("../../src/words/en/*.ts", { eager: true }) as Record<string, Record<string, unknown>>;

/** Return every text of a catalogue with its path. Texts with placeholders get example values. */
function sentences(value: unknown, path: string): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") {
    const filled = (value as (...values: unknown[]) => unknown)(2, 12, 3);
    return sentences(filled, `${path}()`);
  }
  if (value && typeof value === "object") {
    return Object.entries(value).flatMap(([key, inner]) => sentences(inner, `${path}.${key}`));
  }
  return [];
}

const all = Object.entries(files).flatMap(([file, words]) => sentences(words, file.split("/").at(-1) ?? file));

test("there are catalogues, and none is empty", () => {
  expect(Object.keys(files).length).toBeGreaterThan(5);
  expect(all.length).toBeGreaterThan(200);
});

test.each(all)("%s is whole", (_path, sentence) => {
  expect(sentence.trim()).not.toBe("");
  expect(sentence).not.toMatch(/undefined|NaN|\[object|TODO|lorem/i);
});

test("nothing urges, counts or judges", () => {
  const urging = all.filter(([, sentence]) =>
    /\b(hurry|don't miss|last chance|streak|act now|reward|unlock|congratulations)\b/i.test(
      sentence.replace("There are no streaks", ""),
    ),
  );
  expect(urging).toEqual([]);
});

test("no words assume marriage or gender", () => {
  const gendered = all.filter(([, sentence]) =>
    /\b(husband|wife|boyfriend|girlfriend|he|she|his|her)\b/i.test(sentence),
  );
  expect(gendered).toEqual([]);
});
