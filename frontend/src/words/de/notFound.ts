import type * as en from "../en/notFound";
import type { Words } from "../shape";

/** An address without a page. */
export const notFound: Words<typeof en.notFound> = {
  title: "Seite nicht gefunden",
  body: "Vielleicht ist der Link alt, oder der Raum dazu ist geschlossen.",
};
