import { expect, test } from "vitest";
import languages from "../../languages.json";

type Catalogue = Record<string, unknown>;
const files = import.meta.glob("../../src/words/*/*.ts", { eager: true }) as Record<string, Catalogue>;

/** The catalogues of a language, each under its file's name. */
function cataloguesOf(language: string): Record<string, Catalogue> {
  const folder = `/words/${language}/`;
  const own = Object.entries(files).filter(([file]) => file.includes(folder));
  return Object.fromEntries(own.map(([file, words]) => [file.split("/").at(-1) ?? file, words]));
}

/** What must be the same in each language: every key and its kind. A function keeps its words to itself. */
function outline(words: unknown): unknown {
  if (!words || typeof words !== "object") return typeof words;
  if (Array.isArray(words)) return words.map(outline);
  return Object.fromEntries(Object.entries(words).map(([key, inner]) => [key, outline(inner)]));
}

test.each(Object.keys(languages))("every file and every key of English is in %s, and no other", (language) => {
  expect(outline(cataloguesOf(language))).toEqual(outline(cataloguesOf("en")));
});

const translated = Object.keys(files).flatMap((file) => {
  const [, language, name] = /words\/(?!en\/)([\w-]+)\/([\w-]+\.ts)$/.exec(file) ?? [];
  return language && name ? [[language, name] as const] : [];
});

test.each(translated)("%s/%s has the keys of its English file", (language, file) => {
  expect(outline(cataloguesOf(language)[file])).toEqual(outline(cataloguesOf("en")[file]));
});
