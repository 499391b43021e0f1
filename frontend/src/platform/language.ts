/** Switch between the languages of the app. This module is not part of the first load. */
import { language } from "@words/language";
import { put } from "../api/client";
import languages from "../../languages.json";
import { takeNewest } from "./worker";

export { language };

/** The languages of the app, each with its name in that language. */
export const offered: [tag: string, name: string][] = Object.entries(languages);

/** Return the name of a language in that language. */
export const nameOf = (tag: string): string => (languages as Record<string, string>)[tag] ?? tag;

/**
 * Switch the app to another language: in this browser, and in the account of a signed-in person. The page reloads.
 * Throws, and changes nothing on the page, if the server or the new files cannot be reached.
 */
export async function choose(tag: string): Promise<void> {
  await put("/language", { language: tag });
  await takeNewest();
}

/** Switch to the account's language, if no one has chosen a language in this browser. */
export async function followAccount(tag: string): Promise<void> {
  const chosen = /(?:^|; )language=/.test(document.cookie);
  if (!chosen && tag !== language && tag in languages) await choose(tag);
}
