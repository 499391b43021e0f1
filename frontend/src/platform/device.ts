/**
 * Replacements for what a browser may lack or refuse: ids, time limits, time zones, the language, whole text. The
 * service worker and the unit tests also use them, so nothing here may touch `window` or `document`. The replacement
 * for storage is with the drafts (drafts/database.ts).
 */

import { language } from "@words/language";

/** A random UUID, version 4. `crypto.randomUUID` is missing in older browsers and on pages without https. */
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
  /** True if the time is up: then the limit has aborted, not the caller. */
  passed(): boolean;
}

/**
 * A signal that aborts after `patience` (ms), or when `also` does. Uses neither `AbortSignal.timeout` nor
 * `AbortSignal.any`.
 */
export function timeLimit(patience: number, also?: AbortSignal): Limit {
  const controller = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort();
  }, patience);
  // Outside a browser a timer keeps the process alive.
  (timer as { unref?: () => void }).unref?.();
  const stop = (): void => {
    clearTimeout(timer);
    controller.abort();
  };
  if (also?.aborted) stop();
  else also?.addEventListener("abort", stop, { once: true });
  return { signal: controller.signal, passed: () => late };
}

/** `work`, or a rejection if it takes longer than `patience` (ms). */
export function within<T>(patience: number, work: Promise<T>): Promise<T> {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error("no answer in time")), patience);
    work.then(done, failed).finally(() => clearTimeout(timer));
  });
}

/** A channel to the other tabs and the service worker; null if the browser has none or refuses it. */
export function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

/**
 * The locale for dates and numbers: the language of the app's words, as people of the browser's region write it. "de-AT"
 * for German words in Austria, and "en-AT" for English ones. Where the browser knows no such kind of the language, its
 * list of languages may name another one; at last "en-GB", or the language itself.
 */
export function dateLanguage(): string {
  const { language: first, languages = [] } = globalThis.navigator;
  for (const tag of [first, ...languages.filter((each) => each.split("-")[0] === language)]) {
    try {
      const regional = `${language}-${new Intl.Locale(tag).maximize().region}`;
      // For an unknown kind of English a browser would silently take that of the United States.
      if (new Intl.DateTimeFormat(regional).resolvedOptions().locale === regional) return regional;
    } catch {
      // An invalid tag names no region.
    }
  }
  return language === "en" ? "en-GB" : language;
}

/** This device's IANA zone, such as "Europe/Vienna"; "UTC" if the browser gives none, or an offset. */
export function deviceZone(): string {
  try {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    return zone && !/^[+-]/.test(zone) ? zone : "UTC";
  } catch {
    return "UTC";
  }
}

/** True if this browser can show the clock of `zone`. */
export function knowsZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

// Two surrogates are one character and stay; a single surrogate is not text.
const PAIR_OR_HALF = /[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g;
// Control characters that no keyboard makes and no server can keep; tab and line breaks stay.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** `text` as it can be sent and stored: half an emoji becomes U+FFFD, control characters go. */
export function wholeText(text: string): string {
  return text.replace(PAIR_OR_HALF, (found) => (found.length === 2 ? found : "\uFFFD")).replace(CONTROLS, "");
}
