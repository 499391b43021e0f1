/**
 * The other tabs of this browser share the session. Each hears at once who has signed in or out in one of them: over a
 * BroadcastChannel, or, in a browser without one, by the change of what is kept in `localStorage`.
 */
import { openChannel } from "../platform/device";

const CHANNEL = "side-by-side-person";
const KEPT = "sbs.me";

let channel: BroadcastChannel | null = null;

/** Calls back with the id of the person that another tab now belongs to; null: nobody is signed in any more. */
export function watchOtherTabs(onPerson: (id: string | null) => void): void {
  channel = openChannel(CHANNEL);
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const id = (data as { person?: unknown } | null)?.person;
      if (typeof id === "string" || id === null) onPerson(id);
    };
    return;
  }
  addEventListener("storage", ({ key, newValue }) => {
    if (key === null || key === KEPT) onPerson(personIn(newValue));
  });
}

/** Tells the other tabs. Without a channel they hear of it by what is kept. */
export function tellOtherTabs(person: string | null): void {
  channel?.postMessage({ person });
}

function personIn(text: string | null): string | null {
  try {
    const id = (JSON.parse(text ?? "null") as { id?: unknown } | null)?.id;
    return typeof id === "string" ? id : null;
  } catch {
    return null;
  }
}
