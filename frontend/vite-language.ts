import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Plugin, runnerImport } from "vite";
import type { page as english } from "./src/words/en/page.ts";
import type { Words } from "./src/words/shape.ts";

const inFrontend = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Return the folder with the words of `language`, which the code imports as `@words`. */
export const wordsOf = (language: string): string => inFrontend(`./src/words/${language}`);

/** Return "rtl" for a language that is written from right to left, else "ltr". */
function directionOf(language: string): string {
  const locale = new Intl.Locale(language) as Intl.Locale & { getTextInfo(): { direction: string } };
  return locale.getTextInfo().direction;
}

interface Manifest {
  lang: string;
  dir: string;
  description: string;
  shortcuts: { name: string }[];
  screenshots: { label: string }[];
}

/** Return the manifest with the words of another language. Its `id` stays, so an installed app stays the same app. */
async function manifestIn(language: string, dir: string, words: Words<typeof english>): Promise<string> {
  const source = await readFile(inFrontend("./public/manifest.webmanifest"), "utf8");
  const manifest = JSON.parse(source) as Manifest;
  const named = manifest.shortcuts.map((shortcut, at) => ({ ...shortcut, name: words.shortcuts[at] }));
  const labelled = manifest.screenshots.map((shown, at) => ({ ...shown, label: words.screenshots[at] }));
  const { description } = words;
  return JSON.stringify({ ...manifest, lang: language, dir, description, shortcuts: named, screenshots: labelled });
}

/**
 * Write the page and the manifest in `language`. Browsers fetch a manifest without cookies, so its file name contains
 * the language. The English manifest is the file in `public`.
 */
export function inLanguage(language: string, direction: string = directionOf(language)): Plugin {
  const manifest = language === "en" ? "manifest.webmanifest" : `manifest.${language}.webmanifest`;
  const read = async (): Promise<Words<typeof english>> =>
    (await runnerImport<{ page: Words<typeof english> }>(`${wordsOf(language)}/page.ts`)).module.page;
  return {
    name: "side-by-side:language",
    transformIndexHtml: {
      order: "pre",
      async handler(html) {
        const values = { ...(await read()), language, direction, manifest: `/${manifest}` };
        return html.replace(/\{\{(\w+)\}\}/g, (_, name: keyof typeof values) => String(values[name]));
      },
    },
    async generateBundle() {
      if (language === "en") return;
      this.emitFile({ type: "asset", fileName: manifest, source: await manifestIn(language, direction, await read()) });
    },
  };
}
