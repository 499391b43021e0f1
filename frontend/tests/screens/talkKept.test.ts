import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dropAllTalked, dropTalked, isWaiting, markTalked, sendTalked } from "../../src/drafts/talked";
import { keepConversation, keptConversation, NEW } from "../../src/screens/talk/kept";
import { begin } from "../../src/screens/talk/turns";

const HOUR = 60 * 60_000;
const NOW = Date.parse("2026-11-29T19:00:00Z");
const mark = { person: "ana", point: "p1" };
let answer: () => Response;
let asked: Request[];

beforeEach(() => {
  document.cookie = "csrftoken=x";
  sessionStorage.clear();
  localStorage.clear();
  asked = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    asked.push(new Request(new URL(url, "http://localhost"), { method: init.method, headers: init.headers }));
    return answer();
  });
});
afterEach(() => vi.unstubAllGlobals());

const offline = (): Response => {
  throw new TypeError("offline");
};
const refused = (status: number, code: string) => () => Response.json({ error: { code, message: "" } }, { status });

test("a conversation survives a reload, for its person and topic, for two hours", () => {
  const conversation = { ...NEW, turns: begin("me", true), revision: 3, opening: 1 };
  keepConversation("ana", "p1", conversation, NOW);
  expect(keptConversation("ana", "p1", NOW + HOUR)).toEqual(conversation);
  expect(keptConversation("ana", "p2", NOW)).toEqual(NEW);
  expect(keptConversation("ana", "p1", NOW + 2 * HOUR)).toEqual(NEW);
  expect(keptConversation("ana", "p1", NOW - 1)).toEqual(NEW);
  expect(keptConversation("ben", "p1", NOW)).toEqual(NEW);
  expect(sessionStorage.length).toBe(0);
});

test("a mark made without a network waits and is sent later, by its own person", async () => {
  answer = offline;
  expect(await markTalked(mark)).toBe("waiting");
  await sendTalked("ben");
  expect(isWaiting(mark)).toBe(true);
  answer = () => Response.json({});
  await sendTalked("ana");
  expect(isWaiting(mark)).toBe(false);
  const { method, url, headers } = asked.at(-1)!;
  expect([method, new URL(url).pathname]).toEqual(["POST", "/api/v1/talking-points/p1/talked"]);
  expect(headers.get("X-Person")).toBe("ana");
});

test.each([
  ["the server is busy", refused(503, "try_later")],
  ["the session has ended", refused(401, "not_signed_in")],
  ["another person is signed in", refused(409, "another_person")],
])("a mark waits while %s", async (_why, given) => {
  answer = given;
  expect(await markTalked(mark)).toBe("waiting");
  expect(isWaiting(mark)).toBe(true);
});

test("a mark that the server refuses is given up", async () => {
  answer = refused(404, "not_found");
  await expect(markTalked(mark)).rejects.toThrow();
  expect(isWaiting(mark)).toBe(false);
  answer = offline;
  await markTalked(mark);
  answer = refused(404, "not_found");
  await sendTalked("ana");
  expect(isWaiting(mark)).toBe(false);
});

test("a mistaken mark is taken back before it is sent, and signing out here removes it", async () => {
  answer = offline;
  await markTalked(mark);
  dropTalked(mark);
  expect(isWaiting(mark)).toBe(false);
  await markTalked(mark);
  dropAllTalked("ana");
  expect(localStorage.length).toBe(0);
});
