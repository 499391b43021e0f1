// Print the words of the screens as JSON: `node words.mjs <folder of words> <first language> <other language>…`.
//
// For each other language, the JSON has a list of pairs: a sentence in the first language, and the same sentence in the
// other language. Gaps of a sentence are written as «0», «1» ….

import { readdirSync } from "node:fs";
import { registerHooks } from "node:module";

registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch {
      return next(`${specifier}.ts`, context);
    }
  },
});

const [folder, original, ...languages] = process.argv.slice(2);
/** Arguments for functions that return a sentence: text for its gaps, or values that choose a form. */
const GIVEN = [["«0»", "«1»", "«2»", "«3»", "«4»"], [1, 1, 1, 1], [2, 2, 2, 2], [true, true], [false, false], [1, false], [0, false]];

/** Add the pairs of sentences in `first` and `other` to `pairs`. */
function collect(first, other, pairs) {
  if (typeof first !== typeof other) return;
  if (typeof first === "string") pairs.push([first, other]);
  else if (typeof first === "function") {
    for (const given of GIVEN) {
      try {
        collect(first(...given), other(...given), pairs);
      } catch {
        // The function needs another argument, like a date.
      }
    }
  } else if (first && typeof first === "object") {
    for (const key of Object.keys(first)) collect(first[key], other?.[key], pairs);
  }
}

const found = Object.fromEntries(languages.map((language) => [language, []]));
for (const file of readdirSync(`${folder}/${original}`).filter((name) => name.endsWith(".ts"))) {
  const first = await import(`${folder}/${original}/${file}`);
  for (const language of languages) collect(first, await import(`${folder}/${language}/${file}`), found[language]);
}
console.log(JSON.stringify(found));
