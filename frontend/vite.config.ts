import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { OLDEST, serviceWorker } from "./vite-sw.ts";

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
  },
  test: {
    environment: "happy-dom",
    include: ["tests/**/*.test.{ts,tsx}", "src/**/*.test.{ts,tsx}"],
  },
});
