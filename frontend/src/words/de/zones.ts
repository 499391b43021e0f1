import type * as en from "../en/zones";
import type { Words } from "../shape";

/** Time zones. */
export const zones: Words<typeof en.zones> = {
  unknown: (zone: string, instead: string) =>
    `Der Server kennt ${zone} nicht, darum ist jetzt ${instead} gewählt. Du kannst auch eine Stadt nehmen, in der dieselbe Uhrzeit gilt.`,
};
