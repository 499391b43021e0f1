/** Fetching the open check-in ahead, so that it can be answered without a network though it was never opened here. */
import { get } from "../api/client";
import type { CheckIn, CheckInCard } from "../api/types";
import { me } from "../app/session";
import { draftsFor } from "./drafting";
import { isDirty, loadDraft } from "./drafts";
import { removeWhere } from "./store";

/**
 * Bring `card`'s check-in onto this device if it waits for this person's answers and is not here yet. Earlier ones that
 * hold nothing unsent go. Throws as `get` does.
 */
export async function fetchAhead(user: string, card: CheckInCard | null): Promise<void> {
  await removeWhere(
    (draft) => draft.user === user && draft.checkInId !== card?.id && draft.end === "open" && !isDirty(draft),
  );
  if (!card || card.state !== "open" || card.mine === "submitted") return;
  if (await loadDraft(user, card.id)) return;
  const checkIn = await get<CheckIn>(`/check-ins/${card.id}`);
  // Signed out meanwhile: nothing of this person is kept any more.
  if (me.value?.id === user) await draftsFor(user).open(checkIn);
}
