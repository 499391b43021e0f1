import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stayAwake } from "../../src/platform/awake";

/** The locks that the fake browser holds. It releases all of them when the page is hidden. */
let held: Set<object>;
let state: DocumentVisibilityState;
let grant: () => Promise<void>;

const turn = async (next: DocumentVisibilityState): Promise<void> => {
  state = next;
  if (next === "hidden") held.clear();
  document.dispatchEvent(new Event("visibilitychange"));
  await Promise.resolve();
  await Promise.resolve();
};

beforeEach(() => {
  held = new Set();
  state = "visible";
  grant = async () => undefined;
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => state);
  vi.stubGlobal("navigator", {
    wakeLock: {
      async request() {
        await grant();
        const lock = { release: async () => void held.delete(lock) };
        held.add(lock);
        return lock;
      },
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("the screen stays on, also after the page was out of view, until the end", async () => {
  const end = stayAwake();
  await vi.waitFor(() => expect(held.size).toBe(1));
  await turn("hidden");
  expect(held.size).toBe(0);
  await turn("visible");
  await vi.waitFor(() => expect(held.size).toBe(1));
  end();
  await vi.waitFor(() => expect(held.size).toBe(0));
  await turn("hidden");
  await turn("visible");
  expect(held.size).toBe(0);
});

test("a lock that arrives after the end is given back", async () => {
  let answer = (): void => undefined;
  grant = () => new Promise((done) => (answer = done));
  stayAwake()();
  answer();
  await Promise.resolve();
  await vi.waitFor(() => expect(held.size).toBe(0));
});

test("a browser that refuses, or that knows no lock, changes nothing", async () => {
  grant = () => Promise.reject(new Error("low battery"));
  const end = stayAwake();
  await Promise.resolve();
  end();
  vi.stubGlobal("navigator", {});
  stayAwake()();
  expect(held.size).toBe(0);
});
