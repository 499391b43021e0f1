/**
 * Tell the other tabs of this browser when a person signs in or out, because all tabs share one session. The news goes
 * through a BroadcastChannel. In a browser without one, the tabs notice the change in `localStorage`.
 */
import { openChannel } from "../platform/device";
import { recall } from "./remembered";

const CHANNEL = "side-by-side-person";
/** The key under which `remember("me", …)` keeps the signed-in person. */
const KEPT = "sbs.me";

let channel: BroadcastChannel | null = null;

/** Call `onPerson` with the id of a person who signs in in another tab, or with null when that tab signs out. */
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
    if (key !== null && key !== KEPT) return;
    // If the other tab signed out, this tab may have stored the old person again since then.
    onPerson(newValue === null ? null : (recall<{ id: string }>("me")?.id ?? null));
  });
}

/** Send the id of the signed-in person to the other tabs; null after signing out. */
export function tellOtherTabs(person: string | null): void {
  channel?.postMessage({ person });
}
