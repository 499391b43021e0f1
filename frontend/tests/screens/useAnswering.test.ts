import "fake-indexeddb/auto";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answer } from "../../src/api/types";
import { draftsFor, follow, stopDrafts } from "../../src/drafts/page";
import { forgetSession } from "../../src/drafts/send";
import { dropDrafts, loadDraft } from "../../src/drafts/store";
import { useAnswering } from "../../src/screens/answer/useAnswering";
import { FakeServer } from "../drafts/server";
import { renderHook } from "./hook";
import type { Rendered } from "./hook";

const note = (text: string): Answer => ({ status: "answered", value: 3, note: text, sharing: "share" });

let server: FakeServer;
let gone: boolean;
let hook: Rendered<ReturnType<typeof useAnswering>>;

/** A `fetch` that passes the app's requests to the fake server. */
async function fetching(url: string, init: RequestInit): Promise<Response> {
  const path = url.replace("/api/v1", "");
  if (init.method === "GET" && path === "/check-ins/c1") {
    if (server.offline) throw new TypeError("network");
    if (gone) return Response.json({ error: { code: "not_found", message: "" } }, { status: 404 });
    return Response.json(server.checkIn());
  }
  const reply = await server.send(init.method ?? "GET", path, init.body && JSON.parse(init.body as string));
  return Response.json(reply.body, { status: reply.status });
}

type State = Partial<ReturnType<typeof useAnswering>>;

/** Wait until the hook has this state. */
const shows = (state: { [K in keyof State]: unknown }) => vi.waitFor(() => expect(hook.current).toMatchObject(state));

/** Close an earlier page, open the check-in, and wait for this phase. */
async function open(phase: string): Promise<void> {
  hook?.unmount();
  stopDrafts();
  hook = renderHook(() => useAnswering("u1", "c1"));
  await shows({ phase: { name: phase } });
}

/** Write a note, and wait until the phone has stored it. */
async function write(text: string): Promise<void> {
  hook.current.change("p1", note(text));
  await vi.waitFor(async () => expect((await loadDraft("u1", "c1"))?.answers["p1"]).toEqual(note(text)));
}

const flush = () => draftsFor("u1").flush("c1");

beforeEach(() => {
  server = new FakeServer();
  gone = false;
  forgetSession();

  document.cookie = "csrftoken=x";
  vi.stubGlobal("fetch", fetching);
});
afterEach(async () => {
  hook.unmount();
  stopDrafts();
  vi.unstubAllGlobals();
  await dropDrafts();
});

test("shows the server's answers, and keeps and sends an edit", async () => {
  server.answers = { p1: note("earlier") };
  server.revision = 1;
  await open("answering");
  await shows({ answers: { p1: note("earlier") }, dirty: false });
  await write("now");
  await shows({ answers: { p1: note("now") }, dirty: true });
  await flush();
  expect(server.answers).toEqual({ p1: note("now") });
  await shows({ dirty: false, outcome: { kind: "saved" } });
});

test("an edit that is still being stored does not count as saved", async () => {
  await open("answering");
  await write("one");
  await flush();
  await shows({ dirty: false });
  act(() => hook.current.change("p1", note("two")));
  expect(hook.current.dirty).toBe(true);
});

test("of two edits in a row, the newer one is shown and sent", async () => {
  await open("answering");
  hook.current.change("p1", note("a"));
  await write("ab");
  await flush();
  await shows({ answers: { p1: note("ab") }, dirty: false });
  expect(server.answers).toEqual({ p1: note("ab") });
});

test("a letter typed while the one before is being stored stays on the screen", async () => {
  await open("answering");
  hook.unmount();
  const screen: (string | undefined)[] = [];
  // This listener runs before the hook learns that "s" is stored.
  const unfollow = follow("c1", (draft) => {
    if (draft?.answers["p1"]?.note !== "s") return;
    screen.length = 0;
    hook.current.change("p1", note("se"));
  });
  hook = renderHook(() => {
    const state = useAnswering("u1", "c1");
    screen.push(state.answers["p1"]?.note);
    return state;
  });
  await shows({ phase: { name: "answering" } });
  hook.current.change("p1", note("s"));
  await vi.waitFor(async () => expect((await loadDraft("u1", "c1"))?.answers["p1"]).toEqual(note("se")));
  await shows({ answers: { p1: note("se") }, dirty: true });
  unfollow();
  expect(new Set(screen)).toEqual(new Set(["se"]));
});

test("without a network, the screen shows what is kept on the phone", async () => {
  await open("answering");
  await write("sea");
  server.offline = true;
  await open("answering");
  await shows({ answers: { p1: note("sea") }, outcome: { kind: "later", why: "offline" } });
});

test("without a network and with nothing kept, a second try shows the check-in", async () => {
  server.offline = true;
  await open("offline");
  server.offline = false;
  hook.current.again();
  await shows({ phase: { name: "answering" } });
});

test("a submitted check-in is over", async () => {
  await open("answering");
  await write("sea");
  expect((await hook.current.submit()).kind).toBe("submitted");
  await open("over");
});

test("a check-in that is gone is missing, and its saved answers leave the phone", async () => {
  await open("answering");
  await write("sea");
  await flush();
  gone = true;
  await open("missing");
  expect(await loadDraft("u1", "c1")).toBeUndefined();
});

test("unsent words of a check-in that is gone are kept and shown", async () => {
  await open("answering");
  await write("sea");
  gone = true;
  server.spaceEnded = true;
  await open("kept");
  await shows({ phase: { draft: { end: "space_ended", answers: { p1: note("sea") } } } });
});

test("a note that was written in two places is named", async () => {
  await open("answering");
  server.answers = { p1: note("laptop") };
  server.revision = 1;
  await write("phone");
  await flush();
  await shows({ joined: ["p1"], answers: { p1: note("phone\n\nlaptop") } });
});
