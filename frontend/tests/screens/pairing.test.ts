import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Me, Pairing } from "../../src/api/types";
import { me } from "../../src/app/session";
import { usePairing } from "../../src/screens/pair/usePairing";
import { renderHook } from "./hook";
import type { Rendered } from "./hook";
import { PACE } from "../../src/app/live";

/** The time (ms) of one request: the pause before it, and 1 ms for its answer. */
const EVERY = PACE + 1;

let pairing: Pairing["state"];
let space: Me["space"]["state"];
let asked: string[];
const onLinked = vi.fn();
const onNotConfirmed = vi.fn();
let hook: Rendered<ReturnType<typeof usePairing>>;

const person = (): Me => ({ id: "u1", space: { state: space } }) as unknown as Me;

/** Advance the clock by `ms` and render. A render may start timers, so it is done three times. */
async function pass(ms: number): Promise<void> {
  for (const each of [ms, 0, 0]) await act(async () => void (await vi.advanceTimersByTimeAsync(each)));
}

async function open(state: Pairing["state"]): Promise<void> {
  pairing = state;
  hook = renderHook(() => usePairing(onLinked, onNotConfirmed));
  await pass(1);
}

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  space = "none";
  me.value = person();
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return Response.json(url.endsWith("/me") ? person() : { state: pairing });
  });
});
afterEach(() => {
  hook.unmount();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.clearAllMocks();
  me.value = undefined;
});

test("looks again while the other person has to act", async () => {
  await open("waiting");
  expect(hook.current.data?.state).toBe("waiting");
  await pass(2 * EVERY);
  expect(asked).toHaveLength(3);
});

test.each(["none", "asked"] as const)("asks once while the state is %s", async (state) => {
  await open(state);
  await pass(2 * EVERY);
  expect(asked.filter((url) => url.endsWith("/pairing"))).toHaveLength(1);
});

test("does not look while the page is hidden", async () => {
  await open("waiting");
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  document.dispatchEvent(new Event("visibilitychange"));
  await pass(2 * EVERY);
  expect(asked).toHaveLength(1);
});

test("reports that the two are linked", async () => {
  await open("waiting");
  pairing = "none";
  space = "paired";
  await pass(EVERY);
  expect(onLinked).toHaveBeenCalledOnce();
  expect(onNotConfirmed).not.toHaveBeenCalled();
});

test("reports that an invitation ended without a confirmation, to the person who asked to join", async () => {
  await open("waiting");
  pairing = "none";
  await pass(EVERY);
  expect(onNotConfirmed).toHaveBeenCalledOnce();
  expect(onLinked).not.toHaveBeenCalled();
});

test("reports nothing about a step back that this person took", async () => {
  await open("waiting");
  await act(() => hook.current.set({ state: "none" } as Pairing));
  await pass(EVERY);
  expect(onNotConfirmed).not.toHaveBeenCalled();
  expect(onLinked).not.toHaveBeenCalled();
});

test("reports nothing to a person who was linked already", async () => {
  space = "paired";
  me.value = person();
  await open("none");
  await pass(EVERY);
  expect(onLinked).not.toHaveBeenCalled();
});
