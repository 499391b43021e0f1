import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { live, PACE } from "../../src/app/live";

let state = "visible";
const turn = (next: string): void => {
  state = next;
  document.dispatchEvent(new Event("visibilitychange"));
};

beforeEach(() => {
  vi.useFakeTimers();
  state = "visible";
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => state as DocumentVisibilityState);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test("a visible page looks within three seconds, and far less than ten times a second", async () => {
  const look = vi.fn(async () => {});
  const stop = live(look);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(PACE).toBeLessThan(3_000);
  expect(look).toHaveBeenCalledTimes(60_000 / PACE);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(look).toHaveBeenCalledTimes(60_000 / PACE);
});

test("a hidden page does not look, and looks at once when it is shown again", async () => {
  const look = vi.fn(async () => {});
  const stop = live(look);
  turn("hidden");
  await vi.advanceTimersByTimeAsync(600_000);
  expect(look).not.toHaveBeenCalled();
  turn("visible");
  expect(look).toHaveBeenCalledTimes(1);
  stop();
});

test("a look that the phone slept through is aborted, and does not delay the next", async () => {
  const signals: AbortSignal[] = [];
  const look = vi.fn((signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<void>(() => {});
  });
  const stop = live(look);
  await vi.advanceTimersByTimeAsync(10 * PACE);
  expect(look, "one at a time").toHaveBeenCalledTimes(1);
  turn("hidden");
  turn("visible");
  expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
  stop();
  expect(signals.every((signal) => signal.aborted)).toBe(true);
});

test("without answers it looks more and more rarely, and as before after an answer", async () => {
  let away = true;
  const look = vi.fn(async () => {
    if (away) throw new Error("no network");
  });
  const stop = live(look);
  await vi.advanceTimersByTimeAsync(120_000);
  const tried = look.mock.calls.length;
  expect(tried).toBeLessThan(9);
  away = false;
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(10 * PACE);
  expect(look).toHaveBeenCalledTimes(tried + 11);
  stop();
});
