import type * as en from "../en/demo";
import type { Words } from "../shape";

/** Ein Server, auf dem alle, die kommen, ein eigenes Demo-Paar bekommen. */
export const demo: Words<typeof en.demo> = {
  label: "Über diese Demo",
  line: "Das ist eine Demo. Was du schreibst, gilt als öffentlich. Innerhalb einer Stunde ist es weg.",
  become: (name: string) => `${name} sein`,
  lead: "Robin und Kim sind erfunden. Du bekommst die beiden für dich, mit zehn gemeinsamen Wochen und ohne Konto.",
  start: "Als Robin umsehen",
  both: "Antworte für Robin, wechsle oben zu Kim, antworte noch einmal, und sieh, was beide sehen.",
};
