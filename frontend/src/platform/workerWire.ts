import { asOffline } from "../api/errors";
import { timeLimit } from "./device";
import { devicePerson } from "./devicePerson";
import { toAnswer } from "./wire";
import type { Wire } from "./wire";

interface Cookies {
  cookieStore?: { get(name: string): Promise<{ value?: string } | null> };
}

/** Give up on a request after this long (ms): a phone in a lift must not hold the lock on a draft. */
const PATIENCE = 10_000;

/**
 * Sending from the service worker, which has no `document`: the CSRF token comes from the Cookie Store, present
 * wherever Background Sync is.
 */
export const workerWire: Wire = {
  async send(method, path, body, person) {
    const cookies = (globalThis as Cookies).cookieStore;
    const cookie = (await cookies?.get("__Host-csrftoken")) ?? (await cookies?.get("csrftoken"));
    const headers: Record<string, string> = {
      Accept: "application/json",
      "X-CSRFToken": cookie?.value ?? "",
    };
    const named = person ?? (await devicePerson());
    if (named) headers["X-Person"] = named;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const sending = fetch(`/api/v1${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: timeLimit(PATIENCE).signal,
    });
    return toAnswer(
      await sending.catch((error: unknown) => {
        throw asOffline(error);
      }),
    );
  },
};
