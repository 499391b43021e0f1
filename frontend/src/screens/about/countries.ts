/** Help lines by country: those of the app, replaced by the operator's where there are some (platform/help.ts). */
import brought from "@words/help.json";
import { operatorsHelp, type Countries } from "../../platform/help";

/** All countries by code. Sends no request: everything was on the device before the page was opened. */
export function countries(): Countries {
  return { ...(brought as Countries), ...operatorsHelp() };
}

/** The country of this time zone, or "" if that is not known. */
export function countryOf(zone: string, all: Countries): string {
  return Object.keys(all).find((code) => all[code]?.zones.includes(zone)) ?? "";
}

/** The address that makes a phone dial. */
export function dial(phone: string): string {
  return `tel:${phone.replace(/[^0-9+]/g, "")}`;
}
