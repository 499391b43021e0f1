/**
 * The help lines of this server's operator. Every device fetches them at every start, so reading them sends no request.
 */
import { recall, remember } from "../app/remembered";

export interface HelpLine {
  name: string;
  /** Missing from help lines that a device kept from an earlier version of the app; it then means "violence". */
  about?: "violence" | "despair" | "own-behaviour";
  hours: string;
  languages: string[];
  for: string;
  /** The day on which the line was last checked, such as "2026-11-21". */
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

/** The name under which this device keeps the help lines. */
const KEPT = "help";

/** Return the operator's help lines by country, as last fetched. */
export const operatorsHelp = (): Countries | null => recall<Countries>(KEPT);

/** Fetch the operator's help lines and keep them. Without a network, the lines of the last fetch stay. */
export async function refreshHelp(): Promise<void> {
  const answer = await fetch("/help.json", { credentials: "omit" });
  if (!answer.ok) return;
  const own = (await answer.json()) as Countries;
  if (Object.keys(own).length || operatorsHelp()) remember(KEPT, own);
}
