import { defineConfig, type ViteUserConfig } from "vitest/config";
import { inLanguage, wordsOf } from "./vite-language.ts";
import { OLDEST, serviceWorker } from "./vite-sw.ts";

/**
 * Groups of modules that are bundled into one file each, because every visit loads them. Many small files would
 * compress worse, and `make bench` counts what a first visit fetches.
 */
const GROUPS = [
  {
    name: "base",
    test: /node_modules\/@?preact|vite\/preload-helper|src\/(api\/(client|errors|inTurn)|app\/(session|time|say|useA|LoadProblem|ScheduleNews|remembered|toast|online|otherTabs)|demo\/isDemo|platform\/(device|keeps|visibility)|words\/(plural|[\w-]+\/(language|common|rhythm|shell)))/,
  },
  // What every visit loads after the first screen is shown, and the code of the drafts.
  {
    name: "start",
    test: /node_modules\/idb|src\/(drafts|platform\/(shelf|start|worker|push\.|install|help|base64url))/,
  },
];

/** Return the settings of the build for one language. `@words` stands for the folder with its words. */
export function configOf(language: string): ViteUserConfig {
  return {
    base: "/",
    plugins: [inLanguage(language), serviceWorker(wordsOf(language))],
    resolve: { alias: { "@words": wordsOf(language) } },
    build: {
      outDir: `dist/${language}`,
      assetsDir: "assets",
      target: OLDEST,
      sourcemap: false,
      // Never inline a file as a data: URL, which the Content-Security-Policy forbids.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
    },
    test: {
      environment: "happy-dom",
      // A new context for each file, where the default starts a new process: a quarter of the time. Its globals are
      // those of happy-dom; a test that needs another of Node's imports it.
      pool: "vmThreads",
      setupFiles: ["tests/leftovers.ts"],
      // On a busy machine a test takes many times as long.
      testTimeout: 60_000,
      include: ["tests/**/*.test.{ts,tsx}", "src/**/*.test.{ts,tsx}"],
    },
  };
}

export default defineConfig(configOf("en"));
