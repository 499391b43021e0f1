import { signal } from "@preact/signals";
import { shell } from "@words/shell";

interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

const toasts = signal<Toast[]>([]);
let last = 0;

interface ToastOptions {
  action?: { label: string; run: () => void };
  /** Milliseconds, 6,000 by default; 0 stays until closed. */
  lasts?: number;
}

/** Show a short message at the bottom edge, and announce it to screen readers. Returns a function that removes it. */
export function toast(text: string, { action, lasts = 6000 }: ToastOptions = {}): () => void {
  const id = ++last;
  toasts.value = [...toasts.value.filter((other) => other.text !== text), { id, text, action }];
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
      {toasts.value.map((item) => (
        <div class="toast" key={item.id}>
          <p>{item.text}</p>
          <button
            type="button"
            onClick={() => {
              toasts.value = toasts.value.filter((other) => other.id !== item.id);
              item.action?.run();
            }}
          >
            {item.action?.label ?? shell.toastClose}
          </button>
        </div>
      ))}
    </div>
  );
}
