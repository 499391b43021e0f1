// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
  .map((name) => join("src", name));
const source = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));

/** Return the file that an import names, or null for a package or a style sheet. */
function resolved(from: string, name: string): string | null {
  if (!name.startsWith(".")) return null;
  const base = normalize(join(dirname(from), name));
  return [base, `${base}.ts`, `${base}.tsx`, join(base, "index.ts")].find((file) => source.has(file)) ?? null;
}

/** For each file, the files that it imports, for values or types. */
const imports = new Map(
  files.map((file) => {
    const names = [...(source.get(file) ?? "").matchAll(/\bfrom "([^"]+)"|\bimport\("([^"]+)"\)/g)];
    return [
      file,
      names.map(([, plain, lazy]) => resolved(file, (plain ?? lazy) as string)).filter((each) => each !== null),
    ];
  }),
);

/** Return an import cycle that can be reached from `file`, or null. `open`: the files on the path to `file`. */
function circle(file: string, open: string[], done: Set<string>): string[] | null {
  if (open.includes(file)) return [...open.slice(open.indexOf(file)), file];
  if (done.has(file)) return null;
  for (const next of imports.get(file) ?? []) {
    const found = circle(next, [...open, file], done);
    if (found) return found;
  }
  done.add(file);
  return null;
}

test("modules import each other in no circle", () => {
  const done = new Set<string>();
  expect(imports.get(join("src", "main.tsx"))?.length).toBeGreaterThan(0);
  for (const file of files) expect(circle(file, [], done)).toBeNull();
});
