// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import browsers from "../../browsers.json";
import config from "../../vite.config";
import { OLDEST } from "../../vite-sw";

const NAMES = { chrome: "Chrome", edge: "Edge", firefox: "Firefox", safari: "Safari", ios: "iOS" };

test("the app is built for the oldest browsers that are stated", () => {
  expect(OLDEST).toContain(`safari${browsers.safari}`);
  expect((config as { build: { target: unknown } }).build.target).toBe(OLDEST);
});

test.each(Object.entries(NAMES))("the README states the oldest %s", (key, name) => {
  const line = readFileSync("../README.md", "utf8")
    .split("\n")
    .find((each) => each.startsWith("Oldest browsers"));
  expect(line).toContain(`${name} ${browsers[key as keyof typeof browsers]}`);
});

/** Features that the oldest browsers lack, or that need https. Only modules with a replacement may use them. */
const NEWER =
  /AbortSignal\.(timeout|any)|randomUUID|new BroadcastChannel|supportedValuesOf|(to|is)WellFormed|Promise\.withResolvers|\.groupBy\(|\.toSorted\(|\.findLast\(|URL\.canParse|startViewTransition|\(\?<[=!]/;

const WITH_REPLACEMENT = ["device.ts", "zones.ts"].map((name) => join("platform", name));

test("what an older browser lacks is used only in the modules with its replacement", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
  const found = files.filter(
    (name) => !WITH_REPLACEMENT.includes(name) && NEWER.test(readFileSync(join("src", name), "utf8")),
  );
  expect(found).toEqual([]);
});
