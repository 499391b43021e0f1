/**
 * Read the message of a push from its Declarative Web Push JSON. Pure. Reading never fails, because every push must
 * show a notification.
 */
import { notification as w } from "@words/notification";

/** How a reminder can be snoozed: its id, and each possible wait with the text of its button. */
export interface Snooze {
  id: string;
  waits: { wait: string; title: string }[];
}

export interface PushMessage {
  title: string;
  body: string;
  /** The path and query to open when the notification is tapped. Always on this origin. */
  navigate: string;
  /** The notification's tag. A new notification replaces an older one with the same tag. */
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
/** The most buttons that a browser shows on a notification. */
const MOST_BUTTONS = 2;
const ID = /^[0-9a-f-]{36}$/;

/** Read the payload. Missing or invalid parts are replaced: by a generic text, and by the start page as address. */
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

/** Return the ways to snooze the reminder; null if there are none or they are malformed. */
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

/** Return the path and query of `url`, or the start page if `url` is not on this origin. */
function inside(url: string | null, origin: string): string {
  try {
    const target = new URL(url ?? "/", origin);
    return target.origin === origin ? target.pathname + target.search + target.hash : FALLBACK.navigate;
  } catch {
    return FALLBACK.navigate;
  }
}
