import type * as en from "../en/choice";
import type { Words } from "../shape";

/** The choice of a language. Each language's own name needs no translation. */
export const choice: Words<typeof en.choice> = {
  title: "Sprache",
  lead: "Für die App auf diesem Gerät und für alles, was wir dir schicken. Ihr wählt beide selbst.",
  /** Before anyone is signed in. */
  others: "Andere Sprachen",
};
