import { asOffline, OfflineError } from "../api/errors";

/**
 * The smallest way to send: the page and the service worker each bring their own.
 * An answer of any status resolves. OfflineError: no answer arrived. Anything else that is thrown is a fault of the
 * program.
 */
export interface WireAnswer {
  status: number;
  body: Record<string, unknown>;
  /** Seconds to wait, from Retry-After, when the server said so. */
  retryAfter: number | null;
}

/**
 * The largest body, in bytes, that is sent in one piece. A request may outlive its page only below 64 KiB, and a sign may
 * take four bytes.
 */
export const BODY_LIMIT = 60_000;

/** The size of a body as it is sent. */
export const bytesOf = (body: unknown): number => new TextEncoder().encode(JSON.stringify(body ?? "")).length;

export interface Wire {
  /** `path` is below `/api/v1`. `person`: the id of whom the words belong to, named with every write. */
  send(method: "GET" | "PUT" | "POST" | "PATCH", path: string, body?: unknown, person?: string): Promise<WireAnswer>;
}

/**
 * Read a response into plain values; a body that is not JSON counts as empty. Throws OfflineError if the network goes
 * away in the middle of it.
 */
export async function toAnswer(response: Response): Promise<WireAnswer> {
  const text = await response.text().catch((error: unknown) => {
    throw asOffline(error);
  });
  const json = parsed(text);
  // A page of some network's own in between ("please sign in") says nothing about what the server has done.
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

/** The error envelope's inside, or an empty one. */
export function problemOf(answer: WireAnswer): { code: string; message: string } & Record<string, unknown> {
  const error = answer.body["error"];
  const inside = typeof error === "object" && error !== null ? (error as Record<string, unknown>) : {};
  return { ...inside, code: String(inside["code"] ?? ""), message: String(inside["message"] ?? "") };
}
