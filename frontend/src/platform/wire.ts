/**
 * The smallest way to send: the page and the service worker each bring their own.
 * An answer of any status resolves; only "no answer arrived" rejects.
 */
export interface WireAnswer {
  status: number;
  body: Record<string, unknown>;
  /** Seconds to wait, from Retry-After, when the server said so. */
  retryAfter: number | null;
}

export interface Wire {
  /** `path` is below `/api/v1`. */
  send(method: "GET" | "PUT" | "POST", path: string, body?: unknown): Promise<WireAnswer>;
}

/** Read a response into plain values; a body that is not JSON counts as empty. */
export async function toAnswer(response: Response): Promise<WireAnswer> {
  const json: unknown = await response.json().catch(() => ({}));
  const wait = Number(response.headers.get("Retry-After"));
  return {
    status: response.status,
    body: typeof json === "object" && json !== null ? (json as Record<string, unknown>) : {},
    retryAfter: Number.isFinite(wait) && wait > 0 ? wait : null,
  };
}

/** The error envelope's inside, or an empty one. */
export function problemOf(answer: WireAnswer): { code: string; message: string } & Record<string, unknown> {
  const error = answer.body["error"];
  const inside = typeof error === "object" && error !== null ? (error as Record<string, unknown>) : {};
  return { ...inside, code: String(inside["code"] ?? ""), message: String(inside["message"] ?? "") };
}
