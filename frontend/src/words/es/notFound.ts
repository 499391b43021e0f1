import type * as en from "../en/notFound";
import type { Words } from "../shape";

/** An address without a page. */
export const notFound: Words<typeof en.notFound> = {
  title: "No se encontró la página",
  body: "Puede que el enlace sea antiguo, o que su espacio se haya cerrado.",
};
