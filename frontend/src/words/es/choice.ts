import type * as en from "../en/choice";
import type { Words } from "../shape";

/** The choice of a language. Each language's own name needs no translation. */
export const choice: Words<typeof en.choice> = {
  title: "Idioma",
  lead: "Para la app en este dispositivo y para lo que te enviamos. Tu pareja elige el suyo.",
  /** Before anyone is signed in. */
  others: "Otros idiomas",
};
