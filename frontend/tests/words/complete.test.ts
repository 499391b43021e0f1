import { expect, test } from "vitest";
import languages from "../../languages.json";

type Catalogue = Record<string, unknown>;
const files = import.meta.glob("../../src/words/*/*.ts", { eager: true }) as Record<string, Catalogue>;

/** Return the catalogues of a language, by file name. */
function cataloguesOf(language: string): Record<string, Catalogue> {
  const folder = `/words/${language}/`;
  const own = Object.entries(files).filter(([file]) => file.includes(folder));
  return Object.fromEntries(own.map(([file, words]) => [file.split("/").at(-1) ?? file, words]));
}

/** Return what must be equal in all languages: every key and the type of its value, but not the texts. */
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
