import { signal } from "@preact/signals";
import { Icon } from "../design";
import { shell } from "@words/shell";

/** True if the browser says that there is a network. A request may still fail. */
export const online = signal(typeof navigator === "undefined" || navigator.onLine !== false);

/** True if this browser keeps nothing between visits. What a person writes is then lost with the page, unless sent. */
export const memoryOnly = signal(false);

/** Keep `online` current. Call once when the app starts. */
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
