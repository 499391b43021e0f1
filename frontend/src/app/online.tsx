import { signal } from "@preact/signals";
import { Icon } from "../design";
import { shell } from "@words/shell";

/** What the browser believes about the network; a request may still fail. */
export const online = signal(typeof navigator === "undefined" || navigator.onLine !== false);

/** Once at the start. */
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
          {shell.offline}
        </p>
      )}
    </div>
  );
}
