/** The interface that sends drafts to the server. The page (page.ts) and the service worker each implement it. */
import { fromNetwork, OfflineError } from "../api/errors";
import type { Method } from "../api/types";
import { timeLimit } from "../platform/device";
import { devicePerson } from "../platform/devicePerson";

export interface Reply {
  status: number;
  body: Record<string, unknown>;
  /** The seconds to wait, from the header Retry-After; null without it. */
  retryAfter: number | null;
}

export interface Transport {
  /**
   * Send one request. `path` is below `/api/v1`; `person` is the id of the author, named with every write.
   * A reply of any status resolves. Throws OfflineError if no reply arrived; any other error is a fault of the program.
   */
  send(method: Method, path: string, body?: unknown, person?: string): Promise<Reply>;
}

/** How long a request may take (ms). A phone without a signal must not hold the lock on a draft for longer. */
export const PATIENCE = 10_000;

/**
 * The largest body, in bytes, of one request. A request that continues after its page has closed may have at most
 * 64 KiB, and one character may take four bytes.
 */
export const BODY_LIMIT = 60_000;

/** Return the size of a request body in bytes. */
export const bytesOf = (body: unknown): number => new TextEncoder().encode(JSON.stringify(body ?? "")).length;

/**
 * Read a response into plain values. A body that is not JSON counts as empty. Throws OfflineError if the network fails
 * while the body arrives, or if the answer comes from a network's sign-in page.
 */
export async function readReply(response: Response): Promise<Reply> {
  const text = await fromNetwork(response.text());
  const json = parsed(text);
  // The sign-in page of a public network answers with 200 and HTML: the request has not reached the server.
  if (response.ok && json === undefined && text) throw new OfflineError();
  const wait = Number(response.headers.get("Retry-After"));
  return {
    status: response.status,
    body: typeof json === "object" && json !== null ? (json as Record<string, unknown>) : {},
    retryAfter: Number.isFinite(wait) && wait > 0 ? wait : null,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Return the content of the error envelope, with an empty code and message if there is none. */
export function problemOf(reply: Reply): { code: string; message: string } & Record<string, unknown> {
  const error = reply.body["error"];
  const inside = typeof error === "object" && error !== null ? (error as Record<string, unknown>) : {};
  return { ...inside, code: String(inside["code"] ?? ""), message: String(inside["message"] ?? "") };
}

/**
 * The transport of the service worker, which has no `document`: the CSRF token comes from the Cookie Store. Every
 * browser with Background Sync has it.
 */
export const workerTransport: Transport = {
  async send(method, path, body, person) {
    const cookies = (globalThis as { cookieStore?: CookieStore }).cookieStore;
    const cookie = (await cookies?.get("__Host-csrftoken")) ?? (await cookies?.get("csrftoken"));
    const headers: Record<string, string> = {
      Accept: "application/json",
      "X-CSRFToken": cookie?.value ?? "",
    };
    const author = person ?? (await devicePerson());
    if (author) headers["X-Person"] = author;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const response = fetch(`/api/v1${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: timeLimit(PATIENCE).signal,
    });
    return readReply(await fromNetwork(response));
  },
};
