import { signal } from "@preact/signals";
import { shell } from "@words/shell";

interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
  /** True if the message stays until it is closed. It is then shown above the page, where it covers nothing. */
  stays: boolean;
}

const toasts = signal<Toast[]>([]);
let last = 0;

interface ToastOptions {
  action?: { label: string; run: () => void };
  /** How long the message is shown (ms), 6,000 by default. With 0 it stays until it is closed. */
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

/** Copy `text` to the clipboard, and say whether that worked. */
export async function copy(text: string, words: { copied: string; copyFailed: string }): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(words.copied);
  } catch {
    toast(words.copyFailed);
  }
}

/** Offer a new version of the app. The page reloads only after a tap, so no half-written note is lost. */
export function offerUpdate(apply: () => void): void {
  toast(shell.updateReady, { action: { label: shell.updateNow, run: apply }, lasts: 0 });
}

/** Say that a part of the app could not be loaded. The present screen still works. */
export function offerReload(): void {
  toast(shell.partMissing, { action: { label: shell.reload, run: () => location.reload() }, lasts: 0 });
}

/** The messages at the bottom edge. With `stays`: those that stay, above the page, so that they cover no button. */
export function Toasts({ stays = false }) {
  return (
    <div class={stays ? "standing" : "toasts"} role="status" aria-live="polite">
      {toasts.value
        .filter((item) => item.stays === stays)
        .map((item) => (
          <div class="toast" key={item.id}>
            <p>{item.text}</p>
            <Act item={item} />
            {stays && item.action && <Act item={{ ...item, action: undefined }} />}
          </div>
        ))}
    </div>
  );
}

/** The button of a message: it runs the offered action, or only closes the message. */
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
