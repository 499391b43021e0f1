import { pluralOf } from "../plural";

/** The language of this folder's words, as its BCP 47 tag. */
export const language: string = "de";

/** The form of a word that a count needs: `plural(count, { one: "1 found", other: `${count} found` })`. */
export const plural = pluralOf(language);
