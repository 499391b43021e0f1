import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  ApiError,
  call,
  del,
  download,
  get,
  OfflineError,
  pageBelongsTo,
  patch,
  post,
  whenAnotherPerson,
  whenSignedOut,
} from "../../src/api/client";

const answers: Response[] = [];
const seen: { url: string; init: RequestInit }[] = [];

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

beforeEach(() => {
  answers.length = 0;
  seen.length = 0;
  document.cookie = "csrftoken=first";
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    seen.push({ url, init });
    const answer = answers.shift();
    if (!answer) throw new TypeError("network");
    return answer;
  });
});

afterEach(() => vi.unstubAllGlobals());

const header = (index: number, name: string) =>
  (seen[index]?.init.headers as Record<string, string> | undefined)?.[name];

test("a read sends no token and gives back the body", async () => {
  answers.push(json(200, { id: "x" }));
  expect(await get("/me")).toEqual({ id: "x" });
  expect(seen[0]?.url).toBe("/api/v1/me");
  expect(header(0, "X-CSRFToken")).toBeUndefined();
});

test("a write carries the token from the cookie", async () => {
  answers.push(json(200, {}));
  await post("/space/alone");
  expect(header(0, "X-CSRFToken")).toBe("first");
});

test("a small write outlives the page; a read, a download and a long text do not", async () => {
  answers.push(json(200, {}), json(200, {}), json(200, {}), json(200, {}), json(200, {}));
  await patch("/notifications/preferences", { text: "warm" });
  await del("/starters/a/saved");
  await get("/me");
  await download("/me/export");
  await post("/x", { text: "ü".repeat(1_001) });
  expect(seen.map(({ init }) => init.keepalive)).toEqual([true, true, false, false, false]);
});

describe("changes at one path", () => {
  const asked = () => seen.map(({ init }) => init.body);
  const on = { tender_topics: true };
  const off = { tender_topics: false };
  let answer: ((answer: Response) => void)[];

  beforeEach(() => {
    answer = [];
    vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
      seen.push({ url, init });
      return new Promise<Response>((resolve) => answer.push(resolve));
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    pageBelongsTo(null);
    whenAnotherPerson(() => undefined);
  });

  const soon = () => new Promise((resolve) => setTimeout(resolve));

  /** Answer each request in turn, until all these changes have their answers. */
  async function answerAll(changes: Promise<unknown>[], reply = () => json(200, {})): Promise<void> {
    let left = changes.length;
    for (const each of changes) each.catch(() => undefined).finally(() => (left -= 1));
    for (let next = 0; left > 0; await soon()) if (answer[next]) answer[next++]?.(reply());
  }

  test("are sent one after another, whether or not the previous one succeeded", async () => {
    const first = patch("/me/privacy", on);
    const second = patch("/me/privacy", off);
    const elsewhere = patch("/schedule", {});
    expect(asked()).toEqual([JSON.stringify(on), "{}"]);
    answer[0]?.(json(500, { error: { code: "unexpected", message: "" } }));
    await expect(first).rejects.toThrow(ApiError);
    await vi.waitFor(() => expect(asked()).toEqual([JSON.stringify(on), "{}", JSON.stringify(off)]));
    await answerAll([second, elsewhere]);
    const third = del("/me/privacy");
    expect(asked()).toHaveLength(4);
    await answerAll([third]);
  });

  test("belong to the person who was on the page at the tap, and do not turn another person's page", async () => {
    const turned = vi.fn();
    whenAnotherPerson(turned);
    pageBelongsTo("a");
    const changes = [patch("/me/privacy", on), patch("/me/privacy", off)];
    pageBelongsTo("b");
    changes.push(patch("/me/privacy", on));
    await answerAll(changes.slice(0, 2), () => json(409, { error: { code: "another_person", message: "" } }));
    expect(turned).not.toHaveBeenCalled();
    await answerAll(changes);
    expect([0, 1, 2].map((index) => header(index, "X-Person"))).toEqual(["a", "a", "b"]);
  });

  test.each(["pagehide", "visibilitychange"])("are sent at once after %s, and wait again afterwards", async (event) => {
    const state = vi.spyOn(document, "visibilityState", "get");
    const changes = [patch("/me/privacy", on), patch("/me/privacy", off)];
    state.mockReturnValue("hidden");
    document.dispatchEvent(new Event(event, { bubbles: true }));
    await vi.waitFor(() => expect(asked()).toHaveLength(2));
    state.mockReturnValue("visible");
    document.dispatchEvent(new Event(event === "pagehide" ? "pageshow" : event, { bubbles: true }));
    changes.push(patch("/me/privacy", on));
    await soon();
    expect(asked()).toHaveLength(2);
    // The second is answered before the first. The third waits for both.
    answer[1]?.(json(200, {}));
    await soon();
    await soon();
    expect(asked()).toHaveLength(2);
    await answerAll(changes);
    expect(asked()).toHaveLength(3);
  });
});

test("over https the token's cookie has a prefix, and wins over a cookie without it", async () => {
  const plain = vi.spyOn(document, "cookie", "get");
  plain.mockReturnValue("csrftoken=planted; __Host-csrftoken=ours");
  answers.push(json(200, {}));
  await post("/space/alone");
  expect(header(0, "X-CSRFToken")).toBe("ours");
  plain.mockRestore();
});

test("without a cookie the configuration is asked for first", async () => {
  document.cookie = "csrftoken=; max-age=0";
  answers.push(json(200, {}), json(200, {}));
  await post("/space/alone");
  expect(seen.map(({ url }) => url)).toEqual(["/_allauth/browser/v1/config", "/api/v1/space/alone"]);
});

test("a stale token is renewed once, and the write is sent again", async () => {
  answers.push(json(403, { error: { code: "csrf_failed", message: "" } }), json(200, {}), json(200, { ok: true }));
  expect(await post("/space/alone")).toEqual({ ok: true });
  expect(seen).toHaveLength(3);
});

test("no content is undefined", async () => {
  answers.push(new Response(null, { status: 204 }));
  expect(await call("DELETE", "/starters/a/saved")).toBeUndefined();
});

test("the error envelope becomes an ApiError with its fields and extras", async () => {
  answers.push(
    json(409, {
      error: {
        code: "draft_conflict",
        message: "Look again.",
        fields: { name: [{ code: "blank", message: "Please write a name." }] },
        revision: 4,
      },
    }),
  );
  const error = await post("/x").catch((problem: unknown) => problem);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 409, code: "draft_conflict", message: "Look again.", extra: { revision: 4 } });
  expect((error as ApiError).about("name")).toBe("Please write a name.");
  expect((error as ApiError).about("other")).toBe("");
});

test("being throttled says how long to wait", async () => {
  answers.push(json(429, { error: { code: "throttled", message: "Wait." } }, { "Retry-After": "30" }));
  expect(await post("/x").catch((problem: unknown) => problem)).toMatchObject({ retryAfter: 30 });
});

test("no network and a broken gateway are both offline", async () => {
  await expect(get("/me")).rejects.toBeInstanceOf(OfflineError);
  answers.push(new Response("<html>", { status: 502 }));
  await expect(get("/me")).rejects.toBeInstanceOf(OfflineError);
});

test("being signed out is reported once to the listener, and only for that code", async () => {
  const told = vi.fn();
  whenSignedOut(told);
  answers.push(
    json(401, { error: { code: "not_signed_in", message: "" } }),
    json(403, { error: { code: "forbidden", message: "" } }),
  );
  await get("/me").catch(() => undefined);
  await get("/me").catch(() => undefined);
  expect(told).toHaveBeenCalledTimes(1);
});

test("a fault of the program is never taken for a missing network", async () => {
  const fault = new RangeError("a fault");
  vi.stubGlobal("fetch", async () => {
    throw fault;
  });
  await expect(get("/me")).rejects.toBe(fault);
});

test("an answer that breaks off counts as offline", async () => {
  const cut = json(200, {});
  vi.spyOn(cut, "text").mockRejectedValue(new TypeError("network"));
  answers.push(cut);
  await expect(get("/me")).rejects.toBeInstanceOf(OfflineError);
});

test("a network's own page counts as offline", async () => {
  answers.push(new Response("<h1>Please sign in to the hotel</h1>", { status: 200 }));
  await expect(get("/me")).rejects.toBeInstanceOf(OfflineError);
});

test("an answer that never comes counts as offline, without AbortSignal.timeout", async () => {
  vi.stubGlobal(
    "AbortSignal",
    class extends AbortSignal {
      static override timeout = undefined as never;
    },
  );
  vi.stubGlobal(
    "fetch",
    (_url: string, { signal }: RequestInit) =>
      new Promise((_done, failed) =>
        signal?.addEventListener("abort", () => failed(new DOMException("", "AbortError"))),
      ),
  );
  await expect(get("/me", { patience: 1 })).rejects.toBeInstanceOf(OfflineError);
});

test("a request that the caller aborts does not count as offline", async () => {
  const giveUp = new AbortController();
  vi.stubGlobal(
    "fetch",
    (_url: string, { signal }: RequestInit) =>
      new Promise((_done, failed) =>
        signal?.addEventListener("abort", () => failed(new DOMException("", "AbortError"))),
      ),
  );
  const asking = get("/me", { signal: giveUp.signal });
  giveUp.abort();
  await expect(asking).rejects.toMatchObject({ name: "AbortError" });
});
