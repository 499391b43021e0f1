import { timeLimit } from "../platform/device";
import { ApiError, asOffline, fromNetwork, OfflineError } from "./errors";
import { inTurn } from "./inTurn";
import type { ErrorBody, Method } from "./types";

export { ApiError, OfflineError, isCode } from "./errors";

export interface CallOptions {
  /** Lets the caller cancel the request, which then throws an AbortError. */
  signal?: AbortSignal;
  /** How long to wait for an answer (ms). After that the request throws OfflineError. */
  patience?: number;
  /** Lets the request outlive the page. By default, writes with a small body do. */
  keepalive?: boolean;
  /** The id of the person who wrote the data; by default the person of the page. */
  person?: string;
}

/** What a request names as its person if no one is signed in on the page. */
const NOBODY = "nobody";
let pagePerson = NOBODY;
let onAnotherPerson: () => void = () => {};

/** Set the page's person. Each write names this person, and the server refuses it in another person's session. */
export function pageBelongsTo(id: string | null): void {
  pagePerson = id ?? NOBODY;
}

/** Set what to do if a write is refused because another person is signed in. */
export function whenAnotherPerson(callback: () => void): void {
  onAnotherPerson = callback;
}

/** How long a request waits for an answer (ms): enough for a slow phone network, but no screen waits for ever. */
const PATIENCE = 30_000;
/** How long the download of a file may take (ms). */
const FILE_PATIENCE = 120_000;
/**
 * The longest body, in characters, of a write that outlives its page by default. A choice shows as made at the tap, so
 * its request must not end when the page does. Browsers allow 64 KiB for all such requests under way together.
 */
const SMALL = 1_000;
const CONFIG = "/_allauth/browser/v1/config";

let onSignedOut: () => void = () => {};

/** Set what to do if the server says that no one is signed in. */
export function whenSignedOut(callback: () => void): void {
  onSignedOut = callback;
}

/**
 * Read the CSRF token from its cookie; "" if the server has set none yet. Over https the cookie's name has a prefix.
 */
export function csrfToken(): string {
  const cookies = document.cookie;
  const found = /(?:^|;\s*)__Host-csrftoken=([^;]+)/.exec(cookies) ?? /(?:^|;\s*)csrftoken=([^;]+)/.exec(cookies);
  return found?.[1] ? decodeURIComponent(found[1]) : "";
}

/** Let the server set the CSRF cookie: the page is a static file, so nothing has set it before. */
export async function prepareCsrf(): Promise<void> {
  await send(CONFIG, { method: "GET" });
}

/**
 * Call `/api/v1` + `path` and return the parsed answer (undefined for 204). Throws ApiError for a refusal and
 * OfflineError if no answer came. Any other error is a fault of the program and is thrown unchanged, so that it never
 * looks like a missing network.
 */
export async function call<T>(method: Method, path: string, body?: unknown, options: CallOptions = {}): Promise<T> {
  const answer = await request(method, `/api/v1${path}`, body, options);
  return answer.ok ? ((await parse(answer)) as T) : refuse(answer);
}

export const get = <T>(path: string, options?: CallOptions) => call<T>("GET", path, undefined, options);
export const post = <T>(path: string, body: unknown = {}, options?: CallOptions) =>
  call<T>("POST", path, body, options);
export const put = <T>(path: string, body?: unknown, options?: CallOptions) => change<T>("PUT", path, body, options);
export const patch = <T>(path: string, body: unknown, options?: CallOptions) => change<T>("PATCH", path, body, options);
export const del = <T>(path: string, options?: CallOptions) => change<T>("DELETE", path, undefined, options);

/** Send a change in its turn, in the name of the person who is on the page now. */
function change<T>(method: Method, path: string, body: unknown, options: CallOptions = {}): Promise<T> {
  const named = { person: pagePerson, ...options };
  return inTurn(path, () => call<T>(method, path, body, named));
}

/** Fetch a file from `/api/v1` + `path`. Throws as `call` does. */
export async function download(path: string): Promise<Blob> {
  const answer = await request("POST", `/api/v1${path}`, {}, { patience: FILE_PATIENCE, keepalive: false });
  return answer.ok ? fromNetwork(answer.blob()) : refuse(answer);
}

/** Throw the error of a refusal. If no one is signed in any more, the page learns that first. */
async function refuse(answer: Response): Promise<never> {
  const error = await readError(answer);
  if (error.status === 401 && error.code === "not_signed_in") onSignedOut();
  throw error;
}

/** Send one same-origin JSON request with its CSRF header; renew a stale token once. */
export async function request(
  method: Method,
  url: string,
  body?: unknown,
  options: CallOptions = {},
): Promise<Response> {
  const { person = pagePerson } = options;
  const safe = method === "GET";
  const json = body === undefined ? undefined : JSON.stringify(body);
  const keepalive = options.keepalive ?? (!safe && (json ?? "").length <= SMALL);
  if (!safe && !csrfToken()) await prepareCsrf();
  const once = () => {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (!safe) {
      headers["X-CSRFToken"] = csrfToken();
      headers["X-Person"] = person;
    }
    if (json !== undefined) headers["Content-Type"] = "application/json";
    return send(url, { method, headers, body: json, keepalive, signal: options.signal }, options.patience);
  };
  const answer = await once();
  // A change of the person before is refused too, but then the page shows the right person.
  if (answer.status === 409 && !safe && person === pagePerson && (await codeOf(answer)) === "another_person")
    onAnotherPerson();
  if (safe || answer.status !== 403) return answer;
  if ((await codeOf(answer)) !== "csrf_failed") return answer;
  await prepareCsrf();
  return once();
}

const codeOf = async (answer: Response): Promise<string | undefined> => (await errorIn(answer.clone()))?.code;

async function errorIn(answer: Response): Promise<ErrorBody | undefined> {
  const body = (await answer.json().catch(() => null)) as { error?: ErrorBody } | null;
  return body?.error;
}

async function send(url: string, init: RequestInit, patience = PATIENCE): Promise<Response> {
  const limit = timeLimit(patience, init.signal ?? undefined);
  try {
    return await fetch(url, { credentials: "same-origin", cache: "no-store", ...init, signal: limit.signal });
  } catch (error) {
    if (limit.passed() || !init.signal?.aborted) throw asOffline(error);
    throw error;
  }
}

async function parse(answer: Response): Promise<unknown> {
  if (answer.status === 204) return undefined;
  const text = await fromNetwork(answer.text());
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A network such as a hotel's answers every request with its own sign-in page until the guest signs in.
    throw new OfflineError();
  }
}

async function readError(answer: Response): Promise<ApiError> {
  const wait = Number(answer.headers.get("Retry-After"));
  const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : null;
  const error = await errorIn(answer);
  if (error?.code) return new ApiError(answer.status, error, retryAfter);
  // With these statuses, the answer is a proxy's error page: the server cannot be reached.
  if (answer.status >= 502 && answer.status <= 504) throw new OfflineError();
  return new ApiError(answer.status, { code: "unexpected", message: "" }, retryAfter);
}
