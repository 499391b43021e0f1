import { signal } from "@preact/signals";
import { Icon } from "../design";
import { shell } from "@words/shell";

/** The browser's view of the network; a request may still fail. */
export const online = signal(typeof navigator === "undefined" || navigator.onLine !== false);

/** True if this browser keeps nothing between visits: words are on this page alone until they are sent. */
export const memoryOnly = signal(false);

/** Call once at the start. */
export function watchNetwork(): void {
  addEventListener("online", () => (online.value = true));
  addEventListener("offline", () => (online.value = false));
}

export function OfflineBanner() {
  return (
    <div role="status">
      {!online.value && (
        <p class="offline">
          <Icon name="offline" size={18} />
          {memoryOnly.value ? shell.offlineKeepOpen : shell.offline}
        </p>
      )}
    </div>
  );
}
