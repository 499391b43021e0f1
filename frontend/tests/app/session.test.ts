import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { patch, pageBelongsTo } from "../../src/api/client";

const robin = { id: "u1", display_name: "Robin", needs_name: false, space: { partner: null } };
const kim = { ...robin, id: "u2", display_name: "Kim" };
const day = 24 * 60 * 60_000;

let answers: (() => Response)[];
let sent: { url: string; headers: Record<string, string> }[];

beforeEach(() => {
  localStorage.clear();
  document.cookie = "csrftoken=t";
  answers = [];
  sent = [];
  vi.resetModules();
  // Without a channel, the page of an earlier test does not receive the messages of this test's page.
  vi.stubGlobal("BroadcastChannel", undefined);
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    sent.push({ url, headers: init.headers as Record<string, string> });
    const answer = answers.shift();
    if (!answer) throw new TypeError("network");
    return answer();
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const json = (status: number, body: unknown) => () => new Response(JSON.stringify(body), { status });
const nobody = json(401, { error: { code: "not_signed_in", message: "" } });

async function started(...first: (() => Response)[]) {
  answers.push(...first);
  const session = await import("../../src/app/session");
  const client = await import("../../src/api/client");
  await session.startSession();
  return { ...session, ...client };
}

test("each write names the page's person, or that there is none", async () => {
  const app = await started(nobody);
  answers.push(json(200, {}), json(200, robin), json(200, {}), json(200, {}));
  await app.post("/x");
  await app.loadMe();
  await app.post("/x");
  await app.request("PUT", "/api/v1/x", {}, { person: "u9" });
  const named = sent.filter(({ url }) => url.endsWith("/x")).map(({ headers }) => headers["X-Person"]);
  expect(named).toEqual(["nobody", "u1", "u9"]);
});

test("a page that finds another person reloads, and shows nothing meanwhile", async () => {
  const replace = vi.spyOn(location, "replace").mockImplementation(() => undefined);
  const app = await started(json(200, robin));
  answers.push(json(200, kim));
  await app.loadMe();
  expect(replace).toHaveBeenCalledWith("/");
  expect(app.me.value).toBeUndefined();
});

test("a page also reloads if its write was refused because of another person", async () => {
  const replace = vi.spyOn(location, "replace").mockImplementation(() => undefined);
  const app = await started(json(200, robin));
  answers.push(json(409, { error: { code: "another_person", message: "" } }));
  await app.patch("/me", {}).catch(() => undefined);
  expect(replace).toHaveBeenCalledWith("/");
});

test("a late answer about an earlier person is dropped", async () => {
  const app = await started(json(200, robin));
  await app.forgetMe();
  app.setMe(robin as never);
  expect(app.me.value).toBeNull();
  expect(localStorage.getItem("sbs.me")).toBeNull();
});

test("without a network the person stays for a week at most, even if the clock is wrong", async () => {
  vi.useFakeTimers({ now: 100 * day });
  const app = await started(json(200, robin));
  await app.loadMe();
  expect(app.me.value?.id).toBe("u1");
  vi.setSystemTime(107 * day);
  await app.loadMe();
  expect(app.me.value?.id).toBe("u1");
  for (const now of [107 * day + 1, 90 * day]) {
    vi.setSystemTime(now);
    await app.loadMe();
    expect(app.me.value).toBeNull();
    expect(app.unconfirmed.value).toBe(true);
    answers.push(json(200, robin));
    vi.setSystemTime(100 * day);
    await app.loadMe();
    expect(app.me.value?.id).toBe("u1");
    expect(app.unconfirmed.value).toBe(false);
  }
});

test("an error of the server signs no one out", async () => {
  const app = await started(json(200, robin));
  answers.push(json(500, { error: { code: "fault", message: "" } }));
  await app.loadMe();
  expect(app.me.value?.id).toBe("u1");
});

test("nothing of a person stays after the session has ended", async () => {
  const app = await started(json(200, robin));
  localStorage.setItem("sbs.home", '"Robin and Kim"');
  answers.push(nobody);
  await app.loadMe();
  expect(app.me.value).toBeNull();
  expect({ ...localStorage }).toEqual({});
});

test("a page without a person says so in its writes", async () => {
  pageBelongsTo(null);
  answers.push(json(200, {}));
  await patch("/x", {});
  expect(sent[0]?.headers["X-Person"]).toBe("nobody");
});

test("what was revealed in a couple goes as soon as the app hears that it has ended", async () => {
  const inCouple = (couple_id: string | null) => ({ ...robin, space: { couple_id, partner: null } });
  const app = await started(json(200, inCouple("c1")));
  localStorage.setItem("sbs.reveal", JSON.stringify({ id: "x" }));
  answers.push(json(200, inCouple("c1")), json(200, inCouple(null)));
  await app.loadMe();
  expect(localStorage.getItem("sbs.reveal")).not.toBe("null");
  await app.loadMe();
  expect(localStorage.getItem("sbs.reveal")).toBe("null");
});
