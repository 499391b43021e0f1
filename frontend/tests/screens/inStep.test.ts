import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SharedTurns } from "../../src/api/types";
import { PACE } from "../../src/app/live";
import { keepInStep } from "../../src/screens/talk/inStep";
import type { InStep } from "../../src/screens/talk/inStep";
import { NEW } from "../../src/screens/talk/kept";
import type { Conversation } from "../../src/screens/talk/kept";
import { begin, next } from "../../src/screens/talk/turns";
import type { Turns } from "../../src/screens/talk/turns";

/** A fake server that keeps the turns of a conversation. */
class Server {
  revision = 0;
  turns: SharedTurns | null = null;
  online = true;
  readonly asked: string[] = [];

  readonly fetch = async (_url: string, init: RequestInit = {}): Promise<Response> => {
    if (!this.online) throw new TypeError("offline");
    this.asked.push(init.method ?? "GET");
    if (init.method === "PUT") {
      const { base_revision, ...turns } = JSON.parse(String(init.body)) as SharedTurns & { base_revision: number };
      if (this.turns && base_revision !== this.revision)
        return Response.json({ error: { code: "turns_moved", message: "" } }, { status: 409 });
      this.revision = base_revision + 1;
      this.turns = turns;
    }
    return Response.json({ revision: this.turns ? this.revision : 0, turns: this.turns });
  };

  /** Make a step on the partner's phone. */
  partner(turns: Partial<SharedTurns>): void {
    const before = this.turns ?? { phase: "words", turn: 1, speaks: "partner", left: null, pause: null };
    this.turns = { ...before, ...turns };
    this.revision += 1;
  }
}

let server: Server;
let mine: Conversation;
let alone: boolean;
let link: InStep;

const step = (turns: Turns): void => {
  mine = { ...mine, turns, unsent: true };
  link.moved();
};
const start = (): InStep =>
  keepInStep("p1", {
    read: () => mine,
    change: (part) => (mine = { ...mine, ...part }),
    alone: (is) => (alone = is),
  });
const settle = () => vi.advanceTimersByTimeAsync(PACE);

beforeEach(() => {
  vi.useFakeTimers();
  document.cookie = "csrftoken=x";
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("visible");
  server = new Server();
  vi.stubGlobal("fetch", server.fetch);
  mine = NEW;
  alone = false;
  link = start();
});
afterEach(() => {
  link.stop();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test("a step goes to the server at once", async () => {
  step(begin("me", true));
  await vi.advanceTimersByTimeAsync(0);
  expect(server).toMatchObject({ revision: 1, turns: { phase: "words", speaks: "me" } });
  expect(mine).toMatchObject({ revision: 1, unsent: false });
});

test("the partner's step shows within three seconds", async () => {
  step(begin("me", true));
  await settle();
  server.partner({ phase: "speak", left: 300 });
  await settle();
  expect(mine).toMatchObject({ revision: 2, turns: { phase: "speak", speaks: "me" } });
});

test("a conversation that the partner began is joined, one that has ended is not", async () => {
  server.partner({ phase: "close" });
  await settle();
  expect(mine).toMatchObject({ turns: null, revision: 1 });
  server.partner({ phase: "words" });
  await settle();
  expect(mine.turns).toMatchObject({ phase: "words", speaks: "partner", apart: true });
});

test("without a network the phone goes on, says so, and sends its last step afterwards", async () => {
  step(begin("me", true));
  await settle();
  server.online = false;
  step(next(mine.turns!, Date.now()));
  step(next(mine.turns!, Date.now()));
  await settle();
  expect(alone).toBe(true);
  expect(mine.turns).toMatchObject({ phase: "heard" });
  server.online = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(alone).toBe(false);
  expect(server.turns).toMatchObject({ phase: "heard", speaks: "me" });
  expect(mine.unsent).toBe(false);
});

test("of two steps from the same revision, the one that was first counts on both phones", async () => {
  step(begin("me", true));
  await settle();
  server.partner({ phase: "close" });
  step(next(mine.turns!, Date.now()));
  await vi.advanceTimersByTimeAsync(0);
  expect(mine).toMatchObject({ revision: 2, unsent: false, turns: { phase: "close" } });
});

test("with the cache emptied, the phone keeps its state and the next step restores it for both", async () => {
  step(begin("me", true));
  step(next(mine.turns!, Date.now()));
  await settle();
  server.turns = null;
  server.revision = 0;
  const puts = () => server.asked.filter((method) => method === "PUT").length;
  const sent = puts();
  await settle();
  expect(mine.turns).toMatchObject({ phase: "speak" });
  // Without a tap the page sends nothing, so that the partner does not learn that it is open.
  expect(puts()).toBe(sent);
  step(next(mine.turns!, Date.now()));
  await settle();
  expect(server.turns).toMatchObject({ phase: "heard" });
  expect(server.revision).toBe(mine.revision);
});
