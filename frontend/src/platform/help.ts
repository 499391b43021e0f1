/** What this house adds to the help lines: fetched at every start by everybody, so that reading them asks nobody. */
import { recall, remember } from "../app/remembered";
import type { Countries } from "../screens/about/countries";

/** The name under which it is kept on this device. */
export const KEPT = "help";

/** Takes over the house's own lines; without a network the ones of last time stay. */
export async function refreshHelp(): Promise<void> {
  const answer = await fetch("/help.json", { credentials: "omit" });
  if (!answer.ok) return;
  const own = (await answer.json()) as Countries;
  if (Object.keys(own).length || recall(KEPT)) remember(KEPT, own);
}
