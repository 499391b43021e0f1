import { signal } from "@preact/signals";
import { shell } from "@words/shell";

interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
  /** Until it is closed: it then has a place of its own on the page, where it covers nothing. */
  stays: boolean;
}

const toasts = signal<Toast[]>([]);
let last = 0;

interface ToastOptions {
  action?: { label: string; run: () => void };
  /** Milliseconds, 6,000 by default; 0 stays until closed. */
  lasts?: number;
}

/**
 * Show a short message at the bottom edge, or at the top of the page if it stays, and announce it to screen readers.
 * Returns a function that removes it.
 */
export function toast(text: string, { action, lasts = 6000 }: ToastOptions = {}): () => void {
  const id = ++last;
  toasts.value = [...toasts.value.filter((other) => other.text !== text), { id, text, action, stays: !lasts }];
  const close = () => {
    toasts.value = toasts.value.filter((other) => other.id !== id);
  };
  if (lasts) setTimeout(close, lasts);
  return close;
}

/** Offer a new version of the app. Nothing reloads by itself, so no half-written note is lost. */
export function offerUpdate(apply: () => void): void {
  toast(shell.updateReady, { action: { label: shell.updateNow, run: apply }, lasts: 0 });
}

/** Say that a part of the app could not be loaded. The present screen still works. */
export function offerReload(): void {
  toast(shell.partMissing, { action: { label: shell.reload, run: () => location.reload() }, lasts: 0 });
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value
        .filter(({ stays }) => !stays)
        .map((item) => (
          <div class="toast" key={item.id}>
            <p>{item.text}</p>
            <Act item={item} />
          </div>
        ))}
    </div>
  );
}

/** The messages that stay, above the page: they move it down and hide none of its buttons. */
export function StandingToasts() {
  return (
    <div class="standing" role="status" aria-live="polite">
      {toasts.value
        .filter(({ stays }) => stays)
        .map((item) => (
          <div class="toast" key={item.id}>
            <p>{item.text}</p>
            <Act item={item} />
            {item.action && <Act item={{ ...item, action: undefined }} />}
          </div>
        ))}
    </div>
  );
}

/** Does what the message offers, or only closes it. */
function Act({ item }: { item: Toast }) {
  const act = () => {
    toasts.value = toasts.value.filter((other) => other.id !== item.id);
    item.action?.run();
  };
  return (
    <button type="button" onClick={act}>
      {item.action?.label ?? shell.toastClose}
    </button>
  );
}
