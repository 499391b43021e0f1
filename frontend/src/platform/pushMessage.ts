/** What a push says, read from its Declarative Web Push JSON. Pure; never fails: every push must show something. */
export interface PushMessage {
  title: string;
  body: string;
  /** Same-origin path and query to open. */
  navigate: string;
  /** Equal tags collapse into one notification. */
  tag: string;
  appBadge: number | null;
}

const FALLBACK: PushMessage = {
  title: "Side by Side",
  body: "There is something for you to look at.",
  navigate: "/",
  tag: "side-by-side",
  appBadge: null,
};

/** Read the payload; anything missing or foreign falls back to a generic text and the start page. */
export function readPush(payload: string | undefined, origin: string): PushMessage {
  const message = notificationIn(payload);
  const text = (key: string): string | null => {
    const value = message[key];
    return typeof value === "string" && value ? value : null;
  };
  const badge = message["app_badge"];
  return {
    title: text("title") ?? FALLBACK.title,
    body: text("body") ?? (text("title") ? "" : FALLBACK.body),
    navigate: inside(text("navigate"), origin),
    tag: text("tag") ?? FALLBACK.tag,
    appBadge: typeof badge === "number" && badge >= 0 ? badge : null,
  };
}

function notificationIn(payload: string | undefined): Record<string, unknown> {
  try {
    const json = JSON.parse(payload ?? "") as { notification?: unknown };
    const inner = json.notification;
    return typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>) : {};
  } catch {
    return {};
  }
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
