import { defineConfig, type ViteUserConfig } from "vitest/config";
import { inLanguage, wordsOf } from "./vite-language.ts";
import { OLDEST, serviceWorker } from "./vite-sw.ts";

/** Files that every visit loads: small files compress worse, and `make bench` counts what a first visit fetches. */
const GROUPS = [
  {
    name: "base",
    test: /node_modules\/@?preact|vite\/preload-helper|src\/(api\/(client|errors)|app\/(session|time|say|useA|LoadProblem|ScheduleNews|remembered|toast|online|otherTabs)|demo\/isDemo|platform\/(device|keeps|visibility)|words\/(plural|[\w-]+\/(language|common|rhythm|shell)))/,
  },
  // Loaded once the first screen is up: what every visit starts then, and the drafts.
  {
    name: "start",
    test: /node_modules\/idb|src\/(drafts|platform\/(shelf|start|worker|push\.|install|help|base64url))/,
  },
];

/** One build holds the words of one language; `@words` names their folder. */
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
      // A data: URL would need a hole in the Content-Security-Policy.
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
      include: ["tests/**/*.test.{ts,tsx}", "src/**/*.test.{ts,tsx}"],
    },
  };
}

export default defineConfig(configOf("en"));
