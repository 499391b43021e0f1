import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { OLDEST, serviceWorker } from "./vite-sw.ts";

/** Two files that every visit loads: small files compress worse, and `make bench` counts what a first visit fetches. */
const GROUPS = [
  {
    name: "base",
    test: /node_modules\/@?preact|src\/(api\/(client|errors)|app\/(session|time|say|useA|LoadProblem)|platform\/device)/,
  },
  { name: "drafts", test: /node_modules\/idb|src\/(drafts|platform\/shelf)/ },
];

export default defineConfig({
  base: "/",
  plugins: [serviceWorker()],
  resolve: {
    alias: { "@words": fileURLToPath(new URL("./src/words/en", import.meta.url)) },
  },
  build: {
    outDir: "dist",
    assetsDir: "assets",
    target: OLDEST,
    sourcemap: false,
    // A data: URL would need a hole in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
  },
  test: {
    environment: "happy-dom",
    include: ["tests/**/*.test.{ts,tsx}", "src/**/*.test.{ts,tsx}"],
  },
});
