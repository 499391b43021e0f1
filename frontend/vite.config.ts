import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { OLDEST, serviceWorker } from "./vite-sw.ts";

const server = process.env.SERVER_ORIGIN ?? "http://127.0.0.1:8000";

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
  server: {
    proxy: Object.fromEntries(
      ["/api", "/_allauth", "/health", "/_mail", "/static"].map((path) => [path, server]),
    ),
  },
  test: {
    environment: "happy-dom",
    include: ["tests/**/*.test.{ts,tsx}", "src/**/*.test.{ts,tsx}"],
  },
});
