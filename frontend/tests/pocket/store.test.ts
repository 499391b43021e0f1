import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WAITS_FOR } from "../../src/drafts/store";
import { sendPocket } from "../../src/pocket/send";
import {
  allNotes,
  clearPocket,
  deleteNote,
  dropPocket,
  finishWriting,
  hasUnsentNotes,
  keepUnsentNotesOnly,
  keepWriting,
  keptIds,
  notesOf,
  rewordNote,
  takeIn,
} from "../../src/pocket/store";
import { FakePocket } from "./server";

let server: FakePocket;
beforeEach(() => {
  server = new FakePocket();
});
afterEach(dropPocket);

async function written(id: string, text: string, user = "u1", at = "2026-03-01T10:00:00Z"): Promise<void> {
  await keepWriting(user, id, text, new Date(at));
  await finishWriting(user);
}
const texts = async (user = "u1"): Promise<string[]> => (await notesOf(user)).map(({ text }) => text);

describe("a note on this device", () => {
  it("is not shown or sent while it is in the field, and survives a closed page there", async () => {
    await keepWriting("u1", "n1", "half a thou");
    expect(await texts()).toEqual([]);
    expect((await sendPocket("u1", server)).kind).toBe("nothing");
    expect(server.log).toEqual([]);
    expect(await hasUnsentNotes("u1")).toBe(true);
    expect(await finishWriting("u1")).toBe(true);
    expect(await texts()).toEqual(["half a thou"]);
  });

  it("without words is no note", async () => {
    await keepWriting("u1", "n1", "a");
    await keepWriting("u1", "n1", "  ");
    expect(await finishWriting("u1")).toBe(false);
    expect(await allNotes()).toEqual([]);
  });

  it("that another tab has taken for finished goes when its field is emptied", async () => {
    await written("n1", "half");
    await sendPocket("u1", server);
    await keepWriting("u1", "n1", "half a");
    await keepWriting("u1", "n1", "");
    await sendPocket("u1", server);
    expect(server.notes.size).toBe(0);
    expect(await allNotes()).toEqual([]);
  });

  it("is sent later, once, if there was no network", async () => {
    server.offline = true;
    await written("n1", "tea");
    expect(await sendPocket("u1", server)).toEqual({ kind: "later", why: "offline", wait: null });
    server.offline = false;
    server.loseAnswer = true;
    expect((await sendPocket("u1", server)).kind).toBe("later");
    expect((await sendPocket("u1", server)).kind).toBe("nothing");
    expect([...server.notes.values()]).toEqual([{ id: "n1", text: "tea", written_at: "2026-03-01T10:00:00.000Z" }]);
    expect(await hasUnsentNotes("u1")).toBe(false);
    await sendPocket("u1", server);
    expect(server.log).toEqual(["PUT /pocket/n1", "PUT /pocket/n1"]);
  });

  it("that the server refuses stays with the reason, and the others go on", async () => {
    server.most = 1;
    await written("n1", "one", "u1", "2026-03-01T10:00:00Z");
    await written("n2", "two", "u1", "2026-03-01T11:00:00Z");
    expect((await sendPocket("u1", server)).kind).toBe("nothing");
    expect((await notesOf("u1")).map(({ noteId, state, refused }) => [noteId, state, refused])).toEqual([
      ["n2", "unsent", "pocket_full"],
      ["n1", "kept", undefined],
    ]);
    await deleteNote("u1", "n1");
    await sendPocket("u1", server);
    await sendPocket("u1", server);
    expect([...server.notes.keys()]).toEqual(["n2"]);
    expect((await notesOf("u1")).map(({ refused }) => refused)).toEqual([undefined]);
  });

  it("whose words are changed keeps its day, and replaces the server's, also after a change without a network", async () => {
    await written("n1", "tea");
    await sendPocket("u1", server);
    server.offline = true;
    await rewordNote("u1", "n1", "tea, and no questions");
    await sendPocket("u1", server);
    expect(await texts()).toEqual(["tea, and no questions"]);
    expect(server.notes.get("n1")?.text).toBe("tea");
    server.offline = false;
    await takeIn("u1", await keptIds("u1"), [...server.notes.values()]);
    await sendPocket("u1", server);
    expect([...server.notes.values()]).toEqual([
      { id: "n1", text: "tea, and no questions", written_at: "2026-03-01T10:00:00.000Z" },
    ]);
    expect((await notesOf("u1")).map(({ state }) => state)).toEqual(["kept"]);
  });

  it("that is gone or still in the field is not changed", async () => {
    await written("n2", "tea");
    await deleteNote("u1", "n2");
    await keepWriting("u1", "n1", "half");
    for (const id of ["n1", "n2", "n3"]) await rewordNote("u1", id, "other words");
    expect(await texts()).toEqual([]);
    expect(JSON.stringify(await allNotes())).not.toContain("other words");
  });

  it("is deleted at once here, and on the server when there is a network", async () => {
    await written("n1", "tea");
    await sendPocket("u1", server);
    server.offline = true;
    await deleteNote("u1", "n1");
    expect(JSON.stringify(await allNotes())).not.toContain("tea");
    await sendPocket("u1", server);
    expect(server.notes.size).toBe(1);
    server.offline = false;
    await sendPocket("u1", server);
    expect(server.notes.size).toBe(0);
    expect(await allNotes()).toEqual([]);
  });

  it("is never sent in another person's session", async () => {
    await written("n1", "tea");
    server.user = "u2";
    expect(await sendPocket("u1", server)).toEqual({ kind: "later", why: "signed_out", wait: null });
    expect(server.notes.size).toBe(0);
    expect(await texts()).toEqual(["tea"]);
  });

  it("waits if the server is busy", async () => {
    await written("n1", "tea");
    server.status = 503;
    expect(await sendPocket("u1", server)).toEqual({ kind: "later", why: "busy", wait: null });
    expect(await hasUnsentNotes("u1")).toBe(true);
  });
});

describe("what the server holds", () => {
  const theirs = (id: string, text: string) => ({ id, text, written_at: "2026-03-02T10:00:00Z" });

  it("is taken in: notes of other devices come, notes deleted there go, and unsent ones stay", async () => {
    await written("n1", "deleted elsewhere");
    await sendPocket("u1", server);
    const before = await keptIds("u1");
    await written("n2", "not sent yet");
    await takeIn("u1", before, [theirs("n3", "from the other phone")]);
    expect((await texts()).sort()).toEqual(["from the other phone", "not sent yet"]);
  });

  it("does not remove a note that arrived there after the question", async () => {
    const before = await keptIds("u1");
    await written("n1", "meanwhile");
    await sendPocket("u1", server);
    await takeIn("u1", before, []);
    expect(await texts()).toEqual(["meanwhile"]);
  });

  it("does not bring back a note that is deleted here", async () => {
    await written("n1", "tea");
    await sendPocket("u1", server);
    await deleteNote("u1", "n1");
    await takeIn("u1", [], [theirs("n1", "tea")]);
    expect(await texts()).toEqual([]);
  });
});

describe("after the session has ended", () => {
  it("only unsent words stay, for their person alone", async () => {
    await written("n1", "has arrived");
    await sendPocket("u1", server);
    await written("n2", "has not arrived");
    await keepWriting("u1", "n3", "in the field");
    await keepUnsentNotesOnly(null);
    expect(JSON.stringify(await allNotes())).not.toContain("has arrived");
    expect(await texts("u2")).toEqual([]);
    expect((await texts("u1")).sort()).toEqual(["has not arrived", "in the field"]);
  });

  it("nothing of the person who is signed in goes", async () => {
    await written("n1", "has arrived");
    await sendPocket("u1", server);
    await keepUnsentNotesOnly("u1");
    expect(await texts()).toEqual(["has arrived"]);
  });

  it("unsent words go after a month without their person", async () => {
    await written("n1", "has not arrived");
    await keepUnsentNotesOnly("u2", 0);
    await keepUnsentNotesOnly("u2", WAITS_FOR);
    expect(await texts()).toEqual(["has not arrived"]);
    await keepUnsentNotesOnly("u2", WAITS_FOR + 1);
    expect(await allNotes()).toEqual([]);
  });

  it("by a tap, everything of that person goes", async () => {
    await written("n1", "one");
    await written("n2", "of another", "u2");
    await clearPocket("u1");
    expect((await allNotes()).map(({ user }) => user)).toEqual(["u2"]);
  });
});
