import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Outcome } from "../../src/drafts/send";
import { flushDraft } from "../../src/drafts/send";
import { outgoing } from "../../src/drafts/outgoing";
import { clearDrafts, editAnswer, hasUnsentWords, loadDraft } from "../../src/drafts/store";
import { startSync } from "../../src/drafts/sync";
import type { FakeServer } from "./server";
import { note, open, phone } from "./phone";

let server: FakeServer;
beforeEach(() => {
  server = phone.server;
});

describe("a draft on the phone", () => {
  it("is kept at once, before anything is sent", async () => {
    server.offline = true;
    const sync = open();
    await sync.open(server.checkIn());
    await sync.edit("c1", "p1", undefined, note("sea"));
    expect((await loadDraft("u1", "c1"))?.answers["p1"]).toEqual(note("sea"));
    expect(await hasUnsentWords("u1")).toBe(true);
  });

  it("survives a closed tab and is sent at the next start", async () => {
    server.offline = true;
    const first = open();
    await first.open(server.checkIn());
    await first.edit("c1", "p1", undefined, note("sea"));
    expect((await first.flush("c1")).kind).toBe("later");
    first.stop();
    server.offline = false;
    await open().flushAll();
    expect(server.answers).toEqual({ p1: note("sea") });
    expect(await hasUnsentWords("u1")).toBe(false);
  });

  it("sends nothing when nothing changed", async () => {
    const sync = open();
    await sync.open(server.checkIn());
    await sync.flushAll();
    expect(server.log).toEqual([]);
  });

  it("keeps what two tabs type into the same note", async () => {
    const sync = open();
    await sync.open(server.checkIn());
    await editAnswer("u1", "c1", "p1", undefined, note("one"));
    await editAnswer("u1", "c1", "p1", undefined, note("two"));
    expect((await loadDraft("u1", "c1"))?.answers["p1"]?.note).toBe("two\n\none");
  });

  it("is removed for that person alone after sign-out", async () => {
    const sync = open();
    await sync.open(server.checkIn());
    await startSync({ user: "u2", transport: server, onChange: () => undefined }).open(server.checkIn());
    await clearDrafts("u1");
    expect(await loadDraft("u1", "c1")).toBeUndefined();
    expect(await loadDraft("u2", "c1")).toBeDefined();
  });
});

describe("conflicts", () => {
  it("joins words written on another phone and saves them", async () => {
    const sync = open();
    await sync.open(server.checkIn());
    server.answers = { p1: note("from the laptop") };
    server.revision = 1;
    await sync.edit("c1", "p1", undefined, note("from the phone"));
    expect(await sync.flush("c1")).toEqual({ kind: "saved", merged: true });
    expect(server.answers["p1"]?.note).toBe("from the phone\n\nfrom the laptop");
    expect(await loadDraft("u1", "c1")).toMatchObject({ baseRevision: 2, joined: ["p1"] });
    await sync.edit("c1", "p1", server.answers["p1"], note("tidied up"));
    expect((await loadDraft("u1", "c1"))?.joined).toEqual([]);
  });

  it("does not repeat words when the answer to a save was lost", async () => {
    const sync = open();
    await sync.open(server.checkIn());
    await sync.edit("c1", "p1", undefined, note("sea"));
    server.lose = "after";
    expect((await sync.flush("c1")).kind).toBe("later");
    await sync.edit("c1", "p1", note("sea"), note("sea and wind"));
    expect((await sync.flush("c1")).kind).toBe("saved");
    expect(server.answers["p1"]?.note).toBe("sea and wind");
  });

  it("does not bring back what was thrown away on another phone", async () => {
    const sync = open();
    await sync.open(server.checkIn());
    await sync.edit("c1", "p1", undefined, note("sea"));
    await sync.flush("c1");
    server.throwAway();
    expect(await sync.open(server.checkIn())).toMatchObject({ answers: {}, baseRevision: 2 });
    await sync.flushAll();
    expect(server.answers).toEqual({});
    await sync.edit("c1", "p1", undefined, note("wind"));
    expect((await sync.flush("c1")).kind).toBe("saved");
    expect(server.answers).toEqual({ p1: note("wind") });
  });

  it("keeps words that had not been sent when the draft was thrown away elsewhere", async () => {
    const sync = open();
    await sync.open(server.checkIn());
    await sync.edit("c1", "p1", undefined, note("sea"));
    await sync.flush("c1");
    server.throwAway();
    await sync.edit("c1", "p1", note("sea"), note("sea and wind"));
    await sync.open(server.checkIn());
    await sync.flush("c1");
    expect(server.answers["p1"]?.note).toBe("sea and wind");
  });

  it("holds a joined note that is too long on the phone and says so", async () => {
    const sync = open();
    await sync.open(server.checkIn());
    server.answers = { p1: note("a".repeat(1500)) };
    server.revision = 1;
    await sync.edit("c1", "p1", undefined, note("b".repeat(1500)));
    const outcome = await sync.flush("c1");
    expect(outcome).toMatchObject({ kind: "refused", code: "note_too_long" });
    expect((await loadDraft("u1", "c1"))?.answers["p1"]?.note).toContain("b".repeat(1500));
    expect((await loadDraft("u1", "c1"))?.answers["p1"]?.note).toContain("a".repeat(1500));
  });

  it.each([
    ["already_submitted", (s: FakeServer) => (s.submission = "elsewhere")],
    ["check_in_closed", (s: FakeServer) => (s.closed = true)],
    ["space_ended", (s: FakeServer) => (s.spaceEnded = true)],
  ])("keeps the words here on %s", async (end, happen) => {
    const sync = open();
    await sync.open(server.checkIn());
    await sync.edit("c1", "p1", undefined, note("late words"));
    happen(server);
    expect(await sync.flush("c1")).toEqual({ kind: "ended", end });
    expect((await loadDraft("u1", "c1"))?.answers["p1"]?.note).toBe("late words");
    expect(await hasUnsentWords("u1")).toBe(true);
    if (end === "space_ended") return;
    const again = await sync.open(server.checkIn());
    expect(again?.end).toBe(end);
  });
});

describe("what is sent", () => {
  it("counts words without a point as a skip that keeps them, and an empty answer as none", () => {
    const prompts = [{ id: "w", kind: "wish" }] as never;
    const answers = {
      a: note("words", { value: null }),
      b: note("", { value: null }),
      w: note("talk", { value: null }),
    };
    const sent = outgoing({ answers, checkIn: { ...server.checkIn(), prompts } });
    expect(sent).toEqual({
      a: note("words", { value: null, status: "skipped" }),
      w: note("talk", { value: null }),
    });
  });
});

describe("one phone, two people", () => {
  it("never sends one person's words with the other's session", async () => {
    const sync = open();
    await sync.open(server.checkIn());
    await sync.edit("c1", "p1", undefined, note("mine alone"));
    server.user = "u2";
    const outcome: Outcome = await sync.flush("c1");
    expect(outcome).toMatchObject({ kind: "later", why: "signed_out" });
    expect(server.answers).toEqual({});
  });

  it("is refused by the server in another person's session, and the words stay on the phone", async () => {
    const sync = open();
    await sync.open(server.checkIn());
    await sync.edit("c1", "p1", undefined, note("first"));
    expect(await sync.flush("c1")).toMatchObject({ kind: "saved" });
    // The other person is signed in now, but the phone still uses the server's last answer about who is.
    server.user = "u2";
    await sync.edit("c1", "p1", note("first"), note("mine alone"));
    expect(await sync.submit("c1")).toMatchObject({ kind: "later", why: "signed_out" });
    expect(server.submission).toBeNull();
    expect((await sync.recall("c1"))?.answers["p1"]).toMatchObject({ note: "mine alone" });
    server.user = "u1";
    expect(await sync.flush("c1")).toMatchObject({ kind: "submitted" });
  });

  it("runs one flush at a time", async () => {
    const sync = open();
    await sync.open(server.checkIn());
    await editAnswer("u1", "c1", "p1", undefined, note("sea"));
    await Promise.all([flushDraft("u1", "c1", server), flushDraft("u1", "c1", server)]);
    expect(server.log.filter((line) => line.startsWith("PUT"))).toHaveLength(1);
  });
});

describe("an answer that cannot be sent", () => {
  it("is a fault if the program fails, not a missing network", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const sync = open();
    await sync.open(server.checkIn());
    await sync.edit("c1", "p1", undefined, note("sea"));
    vi.spyOn(server, "send").mockRejectedValueOnce(new TypeError("x.y is not a function"));
    expect(await sync.flush("c1")).toEqual({ kind: "later", why: "fault", wait: null });
    expect((await sync.flush("c1")).kind).toBe("saved");
    vi.restoreAllMocks();
  });

  it("is held back alone: the others are saved", async () => {
    const sync = open();
    await sync.open(server.checkIn());
    await sync.edit("c1", "p1", undefined, note("x".repeat(2_001)));
    await sync.edit("c1", "p2", undefined, note("sea"));
    expect(await sync.flush("c1")).toMatchObject({ kind: "refused", code: "note_too_long" });
    expect(server.answers).toEqual({ p2: note("sea") });
    expect((await loadDraft("u1", "c1"))?.answers["p1"]?.note).toHaveLength(2_001);
    await sync.edit("c1", "p1", note("x".repeat(2_001)), note("shorter"));
    expect((await sync.flush("c1")).kind).toBe("saved");
    expect(server.answers).toEqual({ p1: note("shorter"), p2: note("sea") });
  });

  it("is held back alone if the server refuses it", async () => {
    server.refuses = "p1";
    const sync = open();
    await sync.open(server.checkIn());
    await sync.edit("c1", "p1", undefined, note("?"));
    await sync.edit("c1", "p2", undefined, note("sea"));
    expect((await sync.flush("c1")).kind).toBe("refused");
    expect(server.answers).toEqual({ p2: note("sea") });
    expect(await hasUnsentWords("u1")).toBe(true);
  });

  it("is sent with half an emoji replaced", async () => {
    const sync = open();
    await sync.open(server.checkIn());
    await sync.edit("c1", "p1", undefined, note("so \uD83D"));
    expect((await sync.flush("c1")).kind).toBe("saved");
    expect(server.answers["p1"]?.note).toBe("so \uFFFD");
  });
});
