/**
 * Replacements for what a browser may lack or refuse: ids, time limits, channels, time zones, locales, well-formed
 * text. The service worker and the unit tests also use them, so nothing here may touch `window` or `document`. The
 * replacement for storage is in platform/shelf.ts.
 */

import { language } from "@words/language";

/** Make a random UUID, version 4. `crypto.randomUUID` is missing in older browsers and on pages without https. */
export function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export interface Limit {
  signal: AbortSignal;
  /** True if the signal was aborted because the time was up, not by the caller. */
  passed(): boolean;
}

/**
 * Make a signal that aborts after `patience` (ms), or when `also` aborts. Uses neither `AbortSignal.timeout` nor
 * `AbortSignal.any`, which older browsers lack.
 */
export function timeLimit(patience: number, also?: AbortSignal): Limit {
  const controller = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort();
  }, patience);
  // In Node.js, which runs the tests, a timer would keep the process alive.
  (timer as { unref?: () => void }).unref?.();
  const stop = (): void => {
    clearTimeout(timer);
    controller.abort();
  };
  if (also?.aborted) stop();
  else also?.addEventListener("abort", stop, { once: true });
  return { signal: controller.signal, passed: () => late };
}

/** Wait for `work`. Rejects if it takes longer than `patience` (ms). */
export function within<T>(patience: number, work: Promise<T>): Promise<T> {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error("no answer in time")), patience);
    work.then(done, failed).finally(() => clearTimeout(timer));
  });
}

/** Open a channel to the other tabs and the service worker. Null if the browser has no channels or refuses them. */
export function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

/**
 * Return the locale for dates and numbers: the language of the app's words with the browser's region. In Austria that
 * is "de-AT" for German words and "en-AT" for English words. If the browser does not support that locale, the regions
 * of its other languages of the same kind are tried. The last resort is "en-GB", or the language without a region.
 */
export function dateLanguage(): string {
  const { language: first, languages = [] } = globalThis.navigator;
  for (const tag of [first, ...languages.filter((each) => each.split("-")[0] === language)]) {
    try {
      const regional = `${language}-${new Intl.Locale(tag).maximize().region}`;
      // For an English locale that a browser does not know, it would silently use the one of the United States.
      if (new Intl.DateTimeFormat(regional).resolvedOptions().locale === regional) return regional;
    } catch {
      // The browser lists an invalid language tag: skip it.
    }
  }
  return language === "en" ? "en-GB" : language;
}

/**
 * Return this device's IANA time zone, such as "Europe/Vienna". "UTC" if the browser reports none or only an offset.
 */
export function deviceZone(): string {
  try {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    return zone && !/^[+-]/.test(zone) ? zone : "UTC";
  } catch {
    return "UTC";
  }
}

/** True if this browser can show times in `zone`. */
export function knowsZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

// A pair of surrogates is one character and stays. A single surrogate is not valid text.
const PAIR_OR_HALF = /[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g;
// Control characters that no keyboard types and the server does not store. Tab and line breaks are not among them.
export const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Make `text` fit to be sent and stored: half an emoji becomes U+FFFD, and control characters are removed. */
export function wholeText(text: string): string {
  return text.replace(PAIR_OR_HALF, (found) => (found.length === 2 ? found : "\uFFFD")).replace(CONTROLS, "");
}
