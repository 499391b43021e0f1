// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const SIDE = "(?:top|right|bottom|left)";
const PHYSICAL_PROPERTY = new RegExp(
  `^(?:${SIDE}|(?:min-|max-)?(?:width|height)|(?:scroll-)?(?:margin|padding)-${SIDE}|border-${SIDE}(?:-.+)?` +
    `|border-(?:top|bottom)-(?:left|right)-radius)$`,
);
const PHYSICAL_VALUE = /\b(?:left|right)\b|\btranslate(?:X|3d)?\((?!calc\(var\(--forward\))/;
/** CSS variables are exempt: they hold values without a logical property, and each writing direction sets its own. */
const VARIABLE = /^--/;

/** Return the declarations of a style sheet, as [property, value]. */
function declarations(css: string): [string, string][] {
  const bare = css.replace(/\/\*.*?\*\//gs, "");
  return [...bare.matchAll(/(?<=[{;]\s*)([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/g)].map(([, name, value]) => [
    name as string,
    (value as string).trim(),
  ]);
}

/** Split a CSS value into its parts: `1px calc(2px + 1em)` has two. */
const parts = (value: string): string[] => value.match(/(?:[^\s(]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+/g) ?? [];

/** True if a declaration would look wrong in a language that is written from right to left. */
function isPhysical([name, value]: [string, string]): boolean {
  if (VARIABLE.test(name)) return false;
  if (PHYSICAL_PROPERTY.test(name) || PHYSICAL_VALUE.test(value)) return true;
  const [first, second, third, fourth] = parts(value);
  if (name === "border-radius" && second !== undefined)
    return first !== second || (third ?? first) !== (fourth ?? second);
  if (/^((scroll-)?(margin|padding)|inset|border-(width|style|color))$/.test(name))
    return fourth !== undefined && second !== fourth;
  return false;
}

test.each(["margin-left: 0", "min-width: 1em", "text-align: right", "padding: 0 1px 0 2px", "border-top: 0"])(
  "%s is found",
  (declaration) => {
    expect(declarations(`a { color: red; /* left: 0 */ ${declaration}; }`).filter(isPhysical)).toHaveLength(1);
  },
);

test.each(["margin: 0 auto 1px", "inset-inline-start: 0", "padding: calc(1px + (2px * 2)) 0 0 0", "--end: right"])(
  "%s may stay",
  (declaration) => {
    expect(declarations(`a:hover { ${declaration}; }`)).toHaveLength(1);
    expect(declarations(`a:hover { ${declaration}; }`).filter(isPhysical)).toEqual([]);
  },
);

const sheets = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".css"));

test.each(sheets)("%s follows the direction of writing", (name) => {
  expect(declarations(readFileSync(join("src", name), "utf8")).filter(isPhysical)).toEqual([]);
});

/** Return the classes with a rule of their own in a style sheet: `.card { … }`, but not `.card p { … }`. */
const ownClasses = (css: string): string[] =>
  [...css.replace(/\/\*.*?\*\//gs, "").matchAll(/(?:^|\})\s*\.([a-z-]+)\s*\{/g)].map(([, name]) => name as string);

test("a class belongs to one folder of screens: what a screen loads stays for the next one", () => {
  const owners = new Map<string, Set<string>>();
  for (const sheet of sheets.filter((name) => name.startsWith("screens"))) {
    const folder = sheet.split("/")[1] as string;
    for (const name of ownClasses(readFileSync(join("src", sheet), "utf8"))) {
      owners.set(name, (owners.get(name) ?? new Set()).add(folder));
    }
  }
  expect(owners.size).toBeGreaterThan(50);
  expect([...owners].filter(([, folders]) => folders.size > 1)).toEqual([]);
});
