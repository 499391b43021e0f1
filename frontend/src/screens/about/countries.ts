/** Help lines by country: those that the app brings along, and what this house put in their place (see platform/help). */
import brought from "./help.json";
import { recall } from "../../app/remembered";
import { KEPT } from "../../platform/help";

export interface HelpLine {
  name: string;
  hours: string;
  languages: string[];
  for: string;
  /** A day, "2026-11-21". */
  checked: string;
  phone?: string;
  url?: string;
}

export interface Country {
  name: string;
  emergency: string;
  zones: string[];
  lines: HelpLine[];
}

export type Countries = Record<string, Country>;

/** All countries by code. Asks nobody: what is here was here before the page was opened. */
export function countries(): Countries {
  return { ...(brought as Countries), ...recall<Countries>(KEPT) };
}

/** The country in which this time zone lies, or "" where that is not known. */
export function countryOf(zone: string, all: Countries): string {
  return Object.keys(all).find((code) => all[code]?.zones.includes(zone)) ?? "";
}

/** What a phone dials. */
export function dial(phone: string): string {
  return `tel:${phone.replace(/[^0-9+]/g, "")}`;
}
