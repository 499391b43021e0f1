/** The help lines of this server's operator: fetched at every start by every client, so that reading them sends nothing. */
import { recall, remember } from "../app/remembered";

export interface HelpLine {
  name: string;
  /** Missing on what a device kept from an earlier version: "violence". */
  about?: "violence" | "despair" | "own-behaviour";
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

/** The key under which this device keeps them. */
const KEPT = "help";

/** The operator's own help lines by country, as last fetched. */
export const operatorsHelp = (): Countries | null => recall<Countries>(KEPT);

/** Fetch the operator's help lines. Without a network the last ones stay. */
export async function refreshHelp(): Promise<void> {
  const answer = await fetch("/help.json", { credentials: "omit" });
  if (!answer.ok) return;
  const own = (await answer.json()) as Countries;
  if (Object.keys(own).length || operatorsHelp()) remember(KEPT, own);
}
