import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Outcome } from "../../src/drafts/send";
import { loadDraft } from "../../src/drafts/store";
import type { Sync } from "../../src/drafts/sync";
import { startSync } from "../../src/drafts/sync";
import type { FakeServer } from "./server";
import { note, open, phone } from "./phone";

let server: FakeServer;
beforeEach(() => {
  server = phone.server;
});

describe("submitting", () => {
  const written = async (): Promise<Sync> => {
    const sync = open();
    await sync.open(server.checkIn());
    await sync.edit("c1", "p1", undefined, note("sea"));
    return sync;
  };

  it("sends the words with it and forgets them here", async () => {
    const sync = await written();
    expect((await sync.submit("c1")).kind).toBe("submitted");
    expect(server.answers["p1"]?.note).toBe("sea");
    expect(await loadDraft("u1", "c1")).toBeUndefined();
  });

  it.each(["before", "after"] as const)("succeeds once when the request is lost %s the server", async (when) => {
    const sync = await written();
    server.lose = when;
    expect((await sync.submit("c1")).kind).toBe("later");
    const id = (await loadDraft("u1", "c1"))?.submissionId;
    expect(id).toBeTruthy();
    expect((await sync.submit("c1")).kind).toBe("submitted");
    expect(server.submission).toBe(id);
  });

  it("is finished at the next start, even when the page learns first that it is submitted", async () => {
    const sync = await written();
    server.lose = "after";
    await sync.submit("c1");
    sync.stop();
    expect(await open().open(server.checkIn())).toBeUndefined();
    expect(await loadDraft("u1", "c1")).toBeUndefined();
  });

  it("takes no edit while it is on its way", async () => {
    const sync = await written();
    server.offline = true;
    await sync.submit("c1");
    await sync.edit("c1", "p1", note("sea"), note("changed"));
    expect((await loadDraft("u1", "c1"))?.answers["p1"]?.note).toBe("sea");
  });

  it("asks the person to look again if another phone wrote meanwhile, because submitting is final", async () => {
    const sync = await written();
    server.answers = { p2: note("from the laptop") };
    server.revision = 1;
    expect((await sync.submit("c1")).kind).toBe("look_again");
    expect(server.submission).toBeNull();
    const draft = await loadDraft("u1", "c1");
    expect(draft?.submissionId).toBeNull();
    expect(draft?.answers["p2"]?.note).toBe("from the laptop");
    expect((await sync.submit("c1")).kind).toBe("submitted");
    expect(Object.keys(server.answers).sort()).toEqual(["p1", "p2"]);
  });

  it("goes on by itself when only its own earlier save is in the way", async () => {
    const sync = await written();
    server.lose = "after";
    await sync.flush("c1");
    expect((await sync.submit("c1")).kind).toBe("submitted");
  });
});

describe("a tap on submit while a save is on its way", () => {
  it("is reported as submitted, although the save carried it along", async () => {
    let tapped: Promise<Outcome> | undefined;
    const sync = startSync({
      user: "u1",
      onChange: () => undefined,
      transport: {
        async send(method, path, body) {
          const answer = await server.send(method, path, body);
          if (method === "PUT" && !tapped) {
            tapped = sync.submit("c1");
            while (!(await loadDraft("u1", "c1"))?.submissionId) await Promise.resolve();
          }
          return answer;
        },
      },
    });
    phone.syncs.push(sync);
    await sync.open(server.checkIn());
    await sync.edit("c1", "p1", undefined, note("sea"));
    expect((await sync.flush("c1")).kind).toBe("submitted");
    expect((await tapped)?.kind).toBe("submitted");
    expect(await loadDraft("u1", "c1")).toBeUndefined();
  });
});
