/** The language of this build, and the way to another one. Nothing here is part of the first load. */
import { language } from "@words/language";
import { put } from "../api/client";
import languages from "../../languages.json";
import { takeNewest } from "./worker";

export { language };

/** The languages that the app is built in, each with its own name for itself. */
export const offered: [tag: string, name: string][] = Object.entries(languages);

/** A language's own name for itself. */
export const nameOf = (tag: string): string => (languages as Record<string, string>)[tag] ?? tag;

/**
 * Show the app in another language from now on: in this browser, and for the account of a person who is signed in.
 * The page reloads. Throws, and changes nothing on the page, if the server or the new files cannot be reached.
 */
export async function choose(tag: string): Promise<void> {
  await put("/language", { language: tag });
  await takeNewest();
}

/** Follow the account's language in a browser in which no one has chosen. */
export async function followAccount(tag: string): Promise<void> {
  const chosen = /(?:^|; )language=/.test(document.cookie);
  if (!chosen && tag !== language && tag in languages) await choose(tag);
}
