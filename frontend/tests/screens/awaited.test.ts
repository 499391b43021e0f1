import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Home } from "../../src/api/types";
import { stillWaits, whileAwaiting } from "../../src/screens/waiting/awaited";

const home = (card: object, rest: object = {}): Home =>
  ({ check_in: card, space: { state: "paired", couple_id: "p1" }, schedule: { resting: false }, ...rest }) as Home;
const waiting = { id: "c1", state: "open", mine: "submitted" };

let answers: Home[] = [];
const fetched = vi.fn(async () => new Response(JSON.stringify(answers.shift() ?? home(waiting))));
let stop: () => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", fetched);
  fetched.mockClear();
  answers = [];
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ["the partner has not submitted", waiting, true],
  ["it is revealed", { ...waiting, state: "revealed" }, false],
  ["it has lapsed", { ...waiting, state: "lapsed" }, false],
  ["the answers were taken back on another device", { ...waiting, mine: "draft" }, false],
  ["another check-in is open", { ...waiting, id: "c2" }, false],
])("%s", (_, card, waits) => {
  expect(stillWaits(home(card), "c1")).toBe(waits);
});

test("the first look after the reveal shows it, within three seconds", async () => {
  const reload = vi.fn(async () => undefined);
  stop = whileAwaiting(home(waiting), reload, "Open");
  await vi.advanceTimersByTimeAsync(2_100);
  expect(fetched).toHaveBeenCalledOnce();
  expect(reload).not.toHaveBeenCalled();
  answers = [home({ ...waiting, state: "revealed" })];
  await vi.advanceTimersByTimeAsync(2_900);
  expect(reload).toHaveBeenCalledOnce();
});

test.each([
  ["alone", { space: { state: "alone", couple_id: "p1" } }],
  ["during a quiet break", { schedule: { resting: true } }],
])("%s, nothing is asked", async (_, rest) => {
  stop = whileAwaiting(home(waiting, rest), async () => undefined, "Open");
  await vi.advanceTimersByTimeAsync(20_000);
  expect(fetched).not.toHaveBeenCalled();
});
