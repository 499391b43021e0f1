/** Build the app once for each language into `dist/<language>`: `npm run build`, or `npm run build -- de` for one. */
import { rm } from "node:fs/promises";
import { build } from "vite";
import languages from "./languages.json" with { type: "json" };
import { configOf } from "./vite.config.ts";

const named = process.argv.slice(2);
const wanted = named.length ? named : Object.keys(languages);
if (!named.length) await rm("dist", { recursive: true, force: true });
// The builds run at the same time: the bundler divides the processor's cores among them.
await Promise.all(wanted.map((language) => build({ ...configOf(language), configFile: false, logLevel: "warn" })));
