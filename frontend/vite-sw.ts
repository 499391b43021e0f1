import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";
import browsers from "./browsers.json" with { type: "json" };

/** The oldest browsers that the app is built for, as the bundler names them: "safari15.4". */
export const OLDEST = Object.entries(browsers).map(([name, version]) => `${name}${version}`);

/** The files that the app needs to open offline. The manifest's large icons are left out: the system fetches them. */
const SHELL = /\.(html|js|css|svg|webmanifest|woff2)$/;
/** Files with a hash from Vite in their name. The content of such a file never changes. */
const HASHED = /^assets\/.+-[\w-]{8}\.\w+$/;

interface Entry {
  url: string;
  revision: string | null;
}

/** List every built file that is needed offline, with the hash of its content, in a stable order. */
async function precacheList(folder: string): Promise<Entry[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = files
    .filter((file) => file.isFile())
    .map((file) => relative(folder, join(file.parentPath, file.name)).split(sep).join("/"))
    .filter((name) => SHELL.test(name) && name !== "sw.js")
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const hash = createHash("sha256").update(await readFile(join(folder, name)));
      return { url: `/${name}`, revision: HASHED.test(name) ? null : hash.digest("hex").slice(0, 16) };
    }),
  );
}

/**
 * Build `src/sw.ts` into `/sw.js` after the app, with the words of one language, and replace `self.__WB_MANIFEST` with
 * the list of files to keep offline. This second build saves a plugin that depends on hundreds of packages.
 */
export function serviceWorker(words: string): Plugin {
  let folder = "";
  return {
    name: "side-by-side:service-worker",
    apply: "build",
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      sequential: true,
      order: "post",
      async handler() {
        const list = await precacheList(folder);
        await build({
          configFile: false,
          publicDir: false,
          resolve: { alias: { "@words": words } },
          logLevel: "warn",
          define: {
            "self.__WB_MANIFEST": JSON.stringify(list),
            "process.env.NODE_ENV": JSON.stringify("production"),
          },
          build: {
            outDir: folder,
            emptyOutDir: false,
            target: OLDEST,
            modulePreload: false,
            rollupOptions: {
              input: fileURLToPath(new URL("./src/sw.ts", import.meta.url)),
              output: { format: "iife", entryFileNames: "sw.js" },
            },
          },
        });
      },
    },
  };
}
