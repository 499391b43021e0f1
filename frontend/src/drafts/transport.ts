/** The transport of drafts: one small interface, which the page (page.ts) and the service worker each implement. */
import { asOffline, OfflineError } from "../api/errors";
import { timeLimit } from "../platform/device";
import { devicePerson } from "../platform/devicePerson";

export interface Reply {
  status: number;
  body: Record<string, unknown>;
  /** Seconds to wait, from Retry-After, when the server said so. */
  retryAfter: number | null;
}

export interface Transport {
  /**
   * Send one request. `path` is below `/api/v1`; `person` is the id of the author, named with every write.
   * A reply of any status resolves. Throws OfflineError if no reply arrived; any other error is a fault of the program.
   */
  send(
    method: "GET" | "PUT" | "POST" | "PATCH" | "DELETE",
    path: string,
    body?: unknown,
    person?: string,
  ): Promise<Reply>;
}

/** Give up on a request after this long (ms): a phone in a lift must not hold the lock on a draft. */
export const PATIENCE = 10_000;

/**
 * The largest body, in bytes, that is sent in one piece. A request may outlive its page only below 64 KiB, and a sign may
 * take four bytes.
 */
export const BODY_LIMIT = 60_000;

/** The size of a body as it is sent. */
export const bytesOf = (body: unknown): number => new TextEncoder().encode(JSON.stringify(body ?? "")).length;

/**
 * Read a response into plain values; a body that is not JSON counts as empty. Throws OfflineError if the network fails
 * while the body arrives.
 */
export async function readReply(response: Response): Promise<Reply> {
  const text = await response.text().catch((error: unknown) => {
    throw asOffline(error);
  });
  const json = parsed(text);
  // A network's own page ("please sign in") says nothing about what the server has done.
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

/** The inside of the error envelope, or an empty one. */
export function problemOf(reply: Reply): { code: string; message: string } & Record<string, unknown> {
  const error = reply.body["error"];
  const inside = typeof error === "object" && error !== null ? (error as Record<string, unknown>) : {};
  return { ...inside, code: String(inside["code"] ?? ""), message: String(inside["message"] ?? "") };
}

interface Cookies {
  cookieStore?: { get(name: string): Promise<{ value?: string } | null> };
}

/**
 * The transport of the service worker, which has no `document`: the CSRF token comes from the Cookie Store. Every
 * browser with Background Sync has it.
 */
export const workerTransport: Transport = {
  async send(method, path, body, person) {
    const cookies = (globalThis as Cookies).cookieStore;
    const cookie = (await cookies?.get("__Host-csrftoken")) ?? (await cookies?.get("csrftoken"));
    const headers: Record<string, string> = {
      Accept: "application/json",
      "X-CSRFToken": cookie?.value ?? "",
    };
    const author = person ?? (await devicePerson());
    if (author) headers["X-Person"] = author;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: timeLimit(PATIENCE).signal,
    }).catch((error: unknown) => {
      throw asOffline(error);
    });
    return readReply(response);
  },
};
