/**
 * The message of a push, read from its Declarative Web Push JSON. Pure; never fails, because every push must show
 * something.
 */
import { notification as w } from "@words/notification";

/** The choices for snoozing a reminder: its id, and the waits with the words of their buttons. */
export interface Snooze {
  id: string;
  waits: { wait: string; title: string }[];
}

export interface PushMessage {
  title: string;
  body: string;
  /** Same-origin path and query to open. */
  navigate: string;
  /** Equal tags collapse into one notification. */
  tag: string;
  appBadge: number | null;
  snooze: Snooze | null;
}

const FALLBACK: PushMessage = {
  title: "Side by Side",
  body: w.fallback,
  navigate: "/",
  tag: "side-by-side",
  appBadge: null,
  snooze: null,
};
/** The buttons that browsers show, if they show any. */
const MOST_BUTTONS = 2;
const ID = /^[0-9a-f-]{36}$/;

/** Read the payload; anything missing or foreign falls back to a generic text and the start page. */
export function readPush(payload: string | undefined, origin: string): PushMessage {
  const whole = jsonIn(payload);
  const message = objectIn(whole["notification"]);
  const text = (key: string): string | null => {
    const value = message[key];
    return typeof value === "string" && value ? value : null;
  };
  const badge = whole["app_badge"];
  return {
    title: text("title") ?? FALLBACK.title,
    body: text("body") ?? (text("title") ? "" : FALLBACK.body),
    navigate: inside(text("navigate"), origin),
    tag: text("tag") ?? FALLBACK.tag,
    appBadge: typeof badge === "number" && badge >= 0 ? badge : null,
    snooze: snoozeIn(objectIn(message["data"])["snooze"]),
  };
}

/** The choices for snoozing; null if there are none or they are malformed. */
export function snoozeIn(value: unknown): Snooze | null {
  const { id, waits } = objectIn(value);
  if (typeof id !== "string" || !ID.test(id) || !Array.isArray(waits)) return null;
  const known = waits
    .map(objectIn)
    .flatMap(({ wait, title }) =>
      typeof wait === "string" && typeof title === "string" && wait && title ? [{ wait, title }] : [],
    );
  return known.length ? { id, waits: known.slice(0, MOST_BUTTONS) } : null;
}

function jsonIn(payload: string | undefined): Record<string, unknown> {
  try {
    return objectIn(JSON.parse(payload ?? ""));
  } catch {
    return {};
  }
}

function objectIn(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** Only pages of this origin may be opened. */
function inside(url: string | null, origin: string): string {
  try {
    const target = new URL(url ?? "/", origin);
    return target.origin === origin ? target.pathname + target.search + target.hash : FALLBACK.navigate;
  } catch {
    return FALLBACK.navigate;
  }
}
