import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer } from "../../src/api/types";
import { dropDrafts, editAnswer, loadDraft } from "../../src/drafts/store";
import { NOTE_LIMIT, noteLength } from "../../src/drafts/outgoing";
import { flushDraft, forgetSession } from "../../src/drafts/send";
import { startSync } from "../../src/drafts/sync";
import { bytesOf } from "../../src/drafts/transport";
import { FakeServer } from "./server";

/** The browser's limit for the body of a keepalive request, in bytes. */
const KEEPALIVE = 64 * 1024;

interface Length {
  what: string;
  text: string;
  times: number;
  length: number;
  fits: boolean;
}
const table = resolve(process.cwd(), "../tests/checkins/note_lengths.json");
const lengths = JSON.parse(readFileSync(table, "utf8")) as Length[];

const note = (text: string, value: Answer["value"] = 3): Answer => ({
  status: "answered",
  value,
  note: text,
  sharing: "share",
});
const twelve = Array.from({ length: 12 }, (_, number) => `p${number}`);

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
  forgetSession();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await dropDrafts();
});

async function begin(): Promise<void> {
  const sync = startSync({ user: "u1", transport: server, onChange: () => undefined });
  await sync.open(server.checkIn());
  sync.stop();
}

async function write(ids: string[], text: string): Promise<void> {
  const draft = await loadDraft("u1", "c1");
  for (const id of ids) await editAnswer("u1", "c1", id, draft?.answers[id], note(text));
}

describe("the length of a note", () => {
  it.each(lengths)("is the server's: $what", async ({ text, times, length, fits }) => {
    const long = text.repeat(times);
    expect(noteLength(long)).toBe(length);
    expect(noteLength(long) <= NOTE_LIMIT).toBe(fits);
    await begin();
    await write(["p1"], long);
    expect((await flushDraft("u1", "c1", server)).kind).toBe(fits ? "saved" : "refused");
  });
});

describe("a page that closes", () => {
  it.each(["愛", "😀"])("sends no body that is larger than the browser allows: %s", async (sign) => {
    await begin();
    await write(twelve, sign.repeat(2000));
    expect((await flushDraft("u1", "c1", server)).kind).toBe("saved");
    expect(Object.keys(server.answers).sort()).toEqual([...twelve].sort());
    expect(Object.values(server.answers).every((answer) => noteLength(answer.note) === 2000)).toBe(true);
    expect(server.bodies.map(bytesOf).every((size) => size < KEEPALIVE)).toBe(true);
  });

  it("sends only unsaved answers if all would be too much", async () => {
    await begin();
    await write(twelve, "愛".repeat(2000));
    await flushDraft("u1", "c1", server);
    server.bodies = [];
    await write(["p3"], "恋".repeat(2000));
    expect((await flushDraft("u1", "c1", server)).kind).toBe("saved");
    expect(server.bodies.map((body) => Object.keys(body.answers))).toEqual([["p3"]]);
    expect(server.answers["p3"]?.note).toBe("恋".repeat(2000));
    expect(server.answers["p4"]?.note).toBe("愛".repeat(2000));
  });

  it("keeps the rest on the phone when only the first part arrived", async () => {
    await begin();
    await write(twelve, "愛".repeat(2000));
    server.loseAfter = 1;
    expect((await flushDraft("u1", "c1", server)).kind).toBe("later");
    const arrived = Object.keys(server.answers).length;
    expect(arrived).toBeGreaterThan(5);
    expect(arrived).toBeLessThan(12);
    server.offline = false;
    expect((await flushDraft("u1", "c1", server)).kind).toBe("saved");
    expect(Object.keys(server.answers)).toHaveLength(12);
  });

  it("saves a large submission as a draft before it is final", async () => {
    const sync = startSync({ user: "u1", transport: server, onChange: () => undefined });
    await sync.open(server.checkIn());
    await write(twelve, "愛".repeat(2000));
    expect((await sync.submit("c1")).kind).toBe("submitted");
    sync.stop();
    expect(server.submission).toMatch(/^[0-9a-f-]{36}$/);
    expect(Object.keys(server.answers)).toHaveLength(12);
    expect(server.log.filter((line) => line.startsWith("PATCH")).length).toBeGreaterThan(1);
  });

  it("sends an ordinary draft whole", async () => {
    await begin();
    await write(["p1", "p2"], "sea");
    await flushDraft("u1", "c1", server);
    expect(server.log).toEqual(["PUT /check-ins/c1/draft"]);
  });

  it("does not ask first who is signed in", async () => {
    vi.stubGlobal("document", { visibilityState: "hidden", addEventListener: () => {}, removeEventListener: () => {} });
    const sync = startSync({ user: "u1", transport: server, onChange: () => undefined });
    await sync.open(server.checkIn());
    await write(["p1"], "sea");
    await sync.flush("c1");
    sync.stop();
    expect(server.log).toEqual(["PUT /check-ins/c1/draft"]);
    server.user = "u2";
    await write(["p1"], "mine alone");
    expect(await sync.flush("c1")).toMatchObject({ kind: "later", why: "signed_out" });
    expect(server.answers["p1"]?.note).toBe("sea");
  });
});
