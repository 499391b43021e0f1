import { patch } from "../api/client";
import type { Me, Privacy } from "../api/types";
import { choices } from "./choices";
import type { Saving } from "./choices";
import { me, showMe } from "./session";

let current: (Saving<Privacy, Partial<Privacy>> & { id: string }) | null = null;

/** Show choices about privacy on the page, as long as it belongs to the person with this id. */
export function showPrivacy(id: string, choice: Partial<Privacy>): void {
  const person = me.value;
  if (person?.id === id) showMe({ ...person, privacy: { ...person.privacy, ...choice } });
}

/** Show a choice about privacy, and save it. If that fails, take this choice back, and throw as `patch` does. */
export async function savePrivacy(choice: Partial<Privacy>): Promise<void> {
  const person = me.value;
  if (!person) return;
  const { id, privacy } = person;
  if (current?.id !== id || !current.isSaving())
    current = {
      id,
      ...choices(
        privacy,
        (values, part) => ({ ...values, ...part }),
        (next) => showPrivacy(id, next),
      ),
    };
  await current.choose(choice, async () => (await patch<Me>("/me/privacy", choice)).privacy);
}
