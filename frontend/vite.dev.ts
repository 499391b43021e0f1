/** The development server of `make dev`; what is built and tested knows nothing of it. */
import prefresh from "@prefresh/vite";
import { mergeConfig } from "vite";
import languages from "./languages.json" with { type: "json" };
import { configOf } from "./vite.config.ts";

/** What the web server answers; Vite serves everything else. */
const FROM_SERVER = ["/api", "/_allauth", "/_mail", "/admin", "/health", "/help.json", "/static", "/.well-known"];
const target = process.env.SERVER_ORIGIN ?? "http://127.0.0.1:8000";

// `LANGUAGE=de make dev`. Elsewhere the variable may hold a list of locales, which names no language of ours.
const wanted = process.env.LANGUAGE ?? "en";

export default mergeConfig(configOf(wanted in languages ? wanted : "en"), {
  // A changed component is replaced in the open page and keeps its state.
  plugins: [await prefresh()],
  // As in tsconfig.json; the plugin would choose otherwise.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: {
    // The server has to see the address that the browser asked for: passkeys and CSRF depend on it.
    proxy: Object.fromEntries(FROM_SERVER.map((path) => [path, { target, changeOrigin: false }])),
  },
});
