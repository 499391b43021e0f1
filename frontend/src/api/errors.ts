import type { ErrorBody, FieldProblem } from "./types";

/** A refusal from the server, with the stable code of the error envelope. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, FieldProblem[]>;
  /** The envelope's other keys, such as `revision` and `answers` of a draft conflict. */
  readonly extra: Record<string, unknown>;
  /** Seconds to wait before trying again, if the server said so. */
  readonly retryAfter: number | null;

  constructor(status: number, body: ErrorBody, retryAfter: number | null = null) {
    super(body.message);
    this.name = "ApiError";
    const { code, message: _message, fields, ...extra } = body;
    this.status = status;
    this.code = code;
    this.fields = fields ?? {};
    this.extra = extra;
    this.retryAfter = retryAfter;
  }

  /** Return the first error message about `field`, or "". */
  about(field: string): string {
    return this.fields[field]?.[0]?.message ?? "";
  }
}

/** Thrown if a request gets no answer: there is no network, or the server is down. */
export class OfflineError extends Error {
  override name = "OfflineError";
  override message = "offline";
}

/**
 * Return an OfflineError if `error` means that no answer came: a browser reports that as a TypeError, or as an abort
 * when the time is up. Any other error is a fault of the program and is returned unchanged.
 */
export function asOffline(error: unknown): unknown {
  const name = (error as { name?: unknown } | null)?.name;
  const network = name === "TypeError" || name === "AbortError" || name === "TimeoutError" || name === "NetworkError";
  return network ? new OfflineError() : error;
}

/** Wait for an answer or its body. Throws OfflineError if the network fails. */
export async function fromNetwork<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw asOffline(error);
  }
}

/** True if the error is a refusal by the server with one of these codes. */
export function isCode(error: unknown, ...codes: string[]): error is ApiError {
  return error instanceof ApiError && codes.includes(error.code);
}
