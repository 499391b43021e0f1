/**
 * The other tabs of this browser share the session. Each learns at once if a person signs in or out in another tab:
 * from a BroadcastChannel, or in a browser without one, from the change in `localStorage`.
 */
import { openChannel } from "../platform/device";

const CHANNEL = "side-by-side-person";
const KEPT = "sbs.me";

let channel: BroadcastChannel | null = null;

/** Call back with the id of the person who is now signed in in another tab; null if that tab has signed out. */
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

/** Send the person to the other tabs. Without a channel, they notice the change in `localStorage`. */
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
