import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Me } from "../../src/api/types";
import { forgetMe, me } from "../../src/app/session";
import { keeps } from "../../src/platform/keeps";
import { freshen, keep, notes, refresh, remove, show, write } from "../../src/pocket/page";
import { allNotes, dropPocket } from "../../src/pocket/store";

const person = (id: string): Me => ({ id, space: { couple_id: "c" } }) as unknown as Me;
let asked: string[] = [];
let offline = false;
let server: { id: string; text: string; written_at: string }[] = [];

beforeEach(() => {
  asked = [];
  offline = false;
  server = [];
  document.cookie = "csrftoken=token";
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    if (offline) throw new TypeError("no network");
    asked.push(`${init.method} ${url.replace("/api/v1", "")}`);
    if (init.method === "GET") return Response.json({ notes: server });
    return init.method === "DELETE" ? new Response(null, { status: 204 }) : Response.json({});
  });
  me.value = person("u1");
});
afterEach(async () => {
  me.value = null;
  await dropPocket();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const texts = (): string[] | undefined => notes.value?.map(({ text }) => text);

it("shows what is kept here, and then what other devices wrote", async () => {
  await show("u1");
  expect(texts()).toEqual([]);
  server = [{ id: "n1", text: "from the other phone", written_at: "2026-03-01T10:00:00Z" }];
  await refresh("u1");
  expect(texts()).toEqual(["from the other phone"]);
  offline = true;
  await show("u1");
  expect(texts()).toEqual(["from the other phone"]);
});

it("keeps and deletes without a network, and sends when it is back", async () => {
  offline = true;
  await show("u1");
  await write("u1", "n1", "tea");
  await keep("u1");
  expect(texts()).toEqual(["tea"]);
  expect(asked).toEqual([]);
  offline = false;
  dispatchEvent(new Event("online"));
  await vi.waitFor(() => expect(notes.value?.[0]?.state).toBe("kept"));
  await remove("u1", "n1");
  expect(asked).toEqual(["PUT /pocket/n1", "DELETE /pocket/n1"]);
  expect(texts()).toEqual([]);
});

it("shows nothing to the next person, and keeps only what was not sent", async () => {
  await show("u1");
  server = [{ id: "n1", text: "has arrived", written_at: "2026-03-01T10:00:00Z" }];
  await refresh("u1");
  offline = true;
  await write("u1", "n2", "has not");
  await keep("u1");
  me.value = null;
  await vi.waitFor(async () => expect((await allNotes()).map(({ text }) => text)).toEqual(["has not"]));
  expect(notes.value).toBeNull();
  expect(keeps("pocket")).toBe(true);
  me.value = person("u2");
  await show("u2");
  expect(texts()).toEqual([]);
});

it("asks for the notes of other devices once a minute while answering, and marks nothing if there are none", async () => {
  await show("u1");
  await freshen("u1");
  await freshen("u1");
  expect(asked).toEqual(["GET /pocket"]);
  expect(keeps("pocket")).toBe(false);
  server = [{ id: "n1", text: "from the other phone", written_at: "2026-03-01T10:00:00Z" }];
  await refresh("u1");
  expect(keeps("pocket")).toBe(true);
});

it("a late answer about the person before is dropped", async () => {
  await show("u1");
  server = [{ id: "n1", text: "late", written_at: "2026-03-01T10:00:00Z" }];
  const late = refresh("u1");
  me.value = person("u2");
  await late;
  expect(await allNotes()).toEqual([]);
});

it("signing out by a tap removes all of it, and the mark that there was something", async () => {
  await show("u1");
  offline = true;
  await write("u1", "n1", "not sent");
  await keep("u1");
  expect(keeps("pocket")).toBe(true);
  await forgetMe();
  expect(await allNotes()).toEqual([]);
  await vi.waitFor(() => expect(keeps("pocket")).toBe(false));
});
