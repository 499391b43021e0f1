/**
 * The shape of a catalogue without its English words: a translation has the same keys, and its functions take the same
 * values.
 *
 * A file of another language says which catalogue it translates, so that a missing or superfluous key is a type error:
 *
 *     import type * as en from "../en/jar";
 *     import type { Words } from "../shape";
 *
 *     export const jar: Words<typeof en.jar> = { … };
 */
export type Words<English> = English extends (...values: infer Values) => infer Sentence
  ? (...values: Values) => Words<Sentence>
  : English extends string
    ? string
    : English extends object
      ? { readonly [Key in keyof English]: Words<English[Key]> }
      : English;
