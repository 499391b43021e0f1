// Print the words of the screens as JSON: `node words.mjs <folder of words> <language>…`.
//
// Each entry is a list with the same sentence in each language. Gaps of a sentence are written as «0», «1» ….

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

const [folder, ...languages] = process.argv.slice(2);
/** Arguments for functions that return a sentence: text for its gaps, or values that choose a form. */
const GIVEN = [["«0»", "«1»", "«2»", "«3»", "«4»"], [1, 1, 1, 1], [2, 2, 2, 2], [true, true], [false, false], [1, false], [0, false]];
const together = [];

function collect(versions) {
  const [first] = versions;
  if (versions.some((one) => typeof one !== typeof first)) return;
  if (typeof first === "string") together.push(versions);
  else if (typeof first === "function") {
    for (const given of GIVEN) {
      try {
        collect(versions.map((one) => one(...given)));
      } catch {
        // The function needs another argument, like a date.
      }
    }
  } else if (first && typeof first === "object") {
    for (const key of Object.keys(first)) collect(versions.map((one) => one?.[key]));
  }
}

for (const file of readdirSync(`${folder}/${languages[0]}`).filter((name) => name.endsWith(".ts"))) {
  collect(await Promise.all(languages.map((language) => import(`${folder}/${language}/${file}`))));
}
console.log(JSON.stringify(together));
