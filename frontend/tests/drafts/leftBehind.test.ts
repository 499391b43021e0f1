import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WAITS_FOR, dropDrafts, keepUnsentOnly, loadDraft } from "../../src/drafts/store";
import { startSync } from "../../src/drafts/sync";
import type { Sync } from "../../src/drafts/sync";
import { forgetSession } from "../../src/drafts/send";
import type { Answer } from "../../src/api/types";
import { FakeServer } from "./server";

const note = (text: string): Answer => ({ status: "answered", value: 3, note: text, sharing: "share" });
let server: FakeServer;
const running: Sync[] = [];

function sync(user = "u1"): Sync {
  const started = startSync({ user, transport: server, onChange: () => undefined });
  running.push(started);
  return started;
}

beforeEach(() => {
  server = new FakeServer();
  forgetSession();
});
afterEach(async () => {
  running.splice(0).forEach((each) => each.stop());
  await dropDrafts();
});

/** Write an answer that reaches the server and, if `unsent` is given, a second answer that does not. */
async function written(unsent?: string): Promise<void> {
  const first = sync();
  await first.open(server.checkIn());
  await first.edit("c1", "p1", undefined, note("has arrived"));
  await first.flush("c1");
  if (unsent) {
    server.offline = true;
    await first.edit("c1", "p2", undefined, note(unsent));
    server.offline = false;
  }
  first.stop();
}

describe("after the session has ended", () => {
  it("answers that the server has are removed", async () => {
    await written();
    await keepUnsentOnly(null);
    expect(await loadDraft("u1", "c1")).toBeUndefined();
  });

  it("only the unsent words of a draft stay", async () => {
    await written("has not arrived");
    await keepUnsentOnly(null);
    const kept = JSON.stringify(await loadDraft("u1", "c1"));
    expect(kept).toContain("has not arrived");
    expect(kept).not.toContain("has arrived");
  });

  it("a person who signs in again has both, and both are sent", async () => {
    await written("has not arrived");
    await keepUnsentOnly(null);
    await keepUnsentOnly(null);
    const again = sync();
    const draft = await again.open(server.checkIn());
    expect(draft?.answers).toEqual({ p1: note("has arrived"), p2: note("has not arrived") });
    await again.flush("c1");
    expect(server.answers).toEqual({ p1: note("has arrived"), p2: note("has not arrived") });
  });

  it("unsent words that are sent before the page is opened remove nothing on the server", async () => {
    await written("has not arrived");
    await keepUnsentOnly(null);
    await sync().flush("c1");
    expect(server.answers).toEqual({ p1: note("has arrived"), p2: note("has not arrived") });
  });

  it("words from another device also stay", async () => {
    await written("has not arrived");
    await keepUnsentOnly(null);
    server.answers = { p1: note("changed elsewhere") };
    server.revision += 1;
    await sync().flush("c1");
    expect(server.answers).toEqual({ p1: note("changed elsewhere"), p2: note("has not arrived") });
  });

  it("the draft of the person who is signed in stays whole", async () => {
    await written();
    await keepUnsentOnly("u1");
    expect((await loadDraft("u1", "c1"))?.answers).toEqual({ p1: note("has arrived") });
  });

  it("unsent words are removed after a month without their person", async () => {
    await written("has not arrived");
    await keepUnsentOnly("u2", 0);
    await keepUnsentOnly("u2", WAITS_FOR);
    expect(await loadDraft("u1", "c1")).toBeDefined();
    await keepUnsentOnly("u2", WAITS_FOR + 1);
    expect(await loadDraft("u1", "c1")).toBeUndefined();
  });
});
