import "fake-indexeddb/auto";
import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answer } from "../../src/api/types";
import { forgetSession } from "../../src/drafts/send";
import { FakeServer } from "./server";

const note = (text: string): Answer => ({ status: "answered", value: 3, note: text, sharing: "share" });

const refuse = (error: unknown) => () => {
  throw error;
};
const full = new DOMException("full", "QuotaExceededError");

/** The ways in which a browser's database can fail, each with a function that causes it. */
const broken: Record<string, () => void> = {
  "there is none": () => vi.stubGlobal("indexedDB", undefined),
  "it may not be used": () => vi.stubGlobal("indexedDB", { open: refuse(new DOMException("no", "SecurityError")) }),
  "it never answers": () => vi.stubGlobal("indexedDB", { open: () => new EventTarget() }),
  "it is full": () => {
    vi.stubGlobal("indexedDB", new IDBFactory());
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(refuse(full));
  },
};

beforeEach(() => {
  vi.resetModules();
  forgetSession();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test.each(Object.keys(broken))(
  "answering and submitting work if %s, and the page says so",
  async (what) => {
    broken[what]?.();
    const { startSync } = await import("../../src/drafts/sync");
    const { loadDraft } = await import("../../src/drafts/store");
    const { whenInMemoryOnly } = await import("../../src/drafts/store");
    const told = vi.fn();
    whenInMemoryOnly(told);
    const server = new FakeServer();
    const sync = startSync({ user: "u1", transport: server, onChange: () => undefined });
    await sync.open(server.checkIn());
    await sync.edit("c1", "p1", undefined, note("sea"));
    expect((await loadDraft("u1", "c1"))?.answers["p1"]?.note).toBe("sea");
    expect((await sync.flush("c1")).kind).toBe("saved");
    expect((await sync.submit("c1")).kind).toBe("submitted");
    expect(server.answers).toEqual({ p1: note("sea") });
    expect(await loadDraft("u1", "c1")).toBeUndefined();
    expect(told).toHaveBeenCalledOnce();
    sync.stop();
  },
  15_000,
);

test("drafts from before the storage became full are still there, and are sent", async () => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  const { startSync } = await import("../../src/drafts/sync");
  const server = new FakeServer();
  server.offline = true;
  const sync = startSync({ user: "u1", transport: server, onChange: () => undefined });
  await sync.open(server.checkIn());
  await sync.edit("c1", "p1", undefined, note("before"));
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(refuse(full));
  await sync.edit("c1", "p2", undefined, note("after"));
  server.offline = false;
  expect((await sync.flush("c1")).kind).toBe("saved");
  expect(server.answers).toEqual({ p1: note("before"), p2: note("after") });
  sync.stop();
});
