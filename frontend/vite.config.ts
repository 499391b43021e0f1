import { defineConfig, type ViteUserConfig } from "vitest/config";
import { inLanguage, wordsOf } from "./vite-language.ts";
import { OLDEST, serviceWorker } from "./vite-sw.ts";

/** Two files that every visit loads: small files compress worse, and `make bench` counts what a first visit fetches. */
const GROUPS = [
  {
    name: "base",
    test: /node_modules\/@?preact|src\/(api\/(client|errors)|app\/(session|time|say|useA|LoadProblem)|platform\/device)/,
  },
  { name: "drafts", test: /node_modules\/idb|src\/(drafts|platform\/shelf)/ },
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
      include: ["tests/**/*.test.{ts,tsx}", "src/**/*.test.{ts,tsx}"],
    },
  };
}

export default defineConfig(configOf("en"));
