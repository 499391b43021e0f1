/** Help lines by country. For a country with help lines of the operator (platform/help.ts), they replace the app's. */
import brought from "@words/help.json";
import { operatorsHelp, type Countries } from "../../platform/help";

/** Return all countries by code. Sends no request: the data was on the device before the page was opened. */
export function countries(): Countries {
  return { ...(brought as Countries), ...operatorsHelp() };
}

/** Return the code of the country with this time zone, or "" if no country has it. */
export function countryOf(zone: string, all: Countries): string {
  return Object.keys(all).find((code) => all[code]?.zones.includes(zone)) ?? "";
}

/** Return the `tel:` address of a phone number. */
export function dial(phone: string): string {
  return `tel:${phone.replace(/[^0-9+]/g, "")}`;
}
