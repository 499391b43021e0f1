import { patch } from "../api/client";
import type { Me, Privacy } from "../api/types";
import { me, setMe } from "./session";

let newest = 0;

/** Show a choice about privacy on this page. */
export function showPrivacy(choice: Partial<Privacy>): void {
  const person = me.value;
  if (person) setMe({ ...person, privacy: { ...person.privacy, ...choice } });
}

/** Show and save a choice about privacy. Throws as `patch` does. An answer counts only if no later choice was made. */
export async function savePrivacy(choice: Partial<Privacy>): Promise<void> {
  const turn = ++newest;
  showPrivacy(choice);
  const answer = await patch<Me>("/me/privacy", choice);
  if (turn === newest) setMe(answer);
}
