/** Settings of the development server that `make dev` starts. Builds and tests do not use them. */
import prefresh from "@prefresh/vite";
import { mergeConfig } from "vite";
import languages from "./languages.json" with { type: "json" };
import { configOf } from "./vite.config.ts";

/** Paths that are passed on to the Django server. Vite serves everything else. */
const FROM_SERVER = ["/api", "/_allauth", "/_mail", "/admin", "/health", "/help.json", "/static", "/.well-known"];
const target = process.env.SERVER_ORIGIN ?? "http://127.0.0.1:8000";

// `LANGUAGE=de make dev` chooses the language. On some systems the variable holds a list of locales instead.
const wanted = process.env.LANGUAGE ?? "en";

export default mergeConfig(configOf(wanted in languages ? wanted : "en"), {
  // When a component's code changes, replace it in the open page and keep its state.
  plugins: [await prefresh()],
  // The same settings as in tsconfig.json, because the plugin's defaults differ.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: {
    // Keep the `Host` header of the browser's request: the server checks passkeys and CSRF against it.
    proxy: Object.fromEntries(FROM_SERVER.map((path) => [path, { target, changeOrigin: false }])),
  },
});
