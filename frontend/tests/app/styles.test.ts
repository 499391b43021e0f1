// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
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

const modules = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
  .map((name) => join("src", name));
const source = new Map(modules.map((file) => [file, readFileSync(file, "utf8")]));

/** Return the file that an import names, or null for a package. */
function resolved(from: string, name: string): string | null {
  const base = normalize(join(dirname(from), name));
  if (base.endsWith(".css")) return base;
  return [`${base}.ts`, `${base}.tsx`, join(base, "index.ts")].find((each) => source.has(each)) ?? null;
}

/** Return the files that `imports` finds in a module. */
const found = (file: string, imports: RegExp): string[] =>
  [...(source.get(file) ?? "").matchAll(imports)].map(([, name]) => resolved(file, name as string)).filter(isFile);
const isFile = (file: string | null): file is string => file !== null;
const AT_ONCE = /^(?:import|export) (?!type )(?:[^"]*? from )?"(\.[^"]+)";$/gm;
const LATER = /(?<!typeof )\bimport\("(\.[^"]+)"\)/g;

/** Add `file` to `loaded`, with everything that comes with it, and return what that imports later. */
function load(file: string, loaded: Set<string>): string[] {
  if (loaded.has(file)) return [];
  loaded.add(file);
  return [...found(file, LATER), ...found(file, AT_ONCE).flatMap((each) => load(each, loaded))];
}

/** Return each module that the app imports later, such as a screen, with the files that are loaded then. */
function pagesFrom(file: string, before: ReadonlySet<string>): [string, Set<string>][] {
  const loaded = new Set(before);
  const later = load(file, loaded).filter((each) => !loaded.has(each));
  return [[file, loaded], ...later.flatMap((each) => pagesFrom(each, loaded))];
}

/** Return the classes that a module outside the design gives to elements, as far as its text shows them. */
function classesIn(file: string): string[] {
  if (file.startsWith(join("src", "design"))) return [];
  const attributes = (source.get(file) ?? "").match(/\bclass=(?:"[^"]*"|\{(?:[^{}]|\{[^{}]*\})*\})/g) ?? [];
  const texts = attributes.flatMap((attribute) => attribute.match(/"[^"]*"|`[^`]*`/g) ?? []);
  return texts.flatMap((text) => text.replaceAll(/[\w-]*\$\{[^}]*\}[\w-]*/g, " ").match(/[\w-]+/g) ?? []);
}

/** For each class, the style sheets with a rule that begins with it: `.card p { }`, but not `.home .card { }`. */
const sheetsOf = new Map<string, string[]>();
for (const sheet of sheets) {
  const css = readFileSync(join("src", sheet), "utf8").replace(/\/\*.*?\*\//gs, "");
  const selectors = css.match(/[^{};]+(?=\{)/g) ?? [];
  const names = selectors.flatMap((list) => list.split(",").map((each) => /^\s*\w*\.([\w-]+)/.exec(each)?.[1] ?? ""));
  for (const name of new Set(names)) sheetsOf.set(name, [...(sheetsOf.get(name) ?? []), join("src", sheet)]);
}

const design = sheets.filter((name) => name.startsWith("design")).map((name) => join("src", name));
const pages = pagesFrom(join("src", "main.tsx"), new Set(design));

test("the screens are found, and what they import later", () => {
  const names = pages.map(([name]) => name);
  expect(names).toContain(join("src", "screens", "settings", "SignInSettings.tsx"));
  expect(names).toContain(join("src", "screens", "home", "FirstEvening.tsx"));
});

test.each(pages)("%s comes with the style sheet of each class that it uses", (_, loaded) => {
  const missing = [...loaded].flatMap((file) =>
    classesIn(file)
      .filter((name) => sheetsOf.has(name) && !sheetsOf.get(name)?.some((sheet) => loaded.has(sheet)))
      .map((name) => `${name} in ${file}`),
  );
  expect(missing).toEqual([]);
});
