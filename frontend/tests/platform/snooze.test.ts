import { afterEach, describe, expect, it, vi } from "vitest";
import { clearBadge, forgetShown, setBadge } from "../../src/platform/badge";
import { putOff } from "../../src/platform/snooze";
import type { Transport, Reply } from "../../src/drafts/transport";
import { notification as w } from "@words/notification";

const snooze = {
  id: "0b0e7f4e-7d55-4a51-9d0e-0d8a5c1d9b11",
  waits: [
    { wait: "two_hours", title: "In two hours" },
    { wait: "tomorrow", title: "Tomorrow" },
  ],
};
const [, tomorrow] = snooze.waits;

const answers = (status: number, body: object): Transport => ({
  send: async () => ({ status, body, retryAfter: null }) as Reply,
});
const refuses = (status: number, code: string, message: string): Transport =>
  answers(status, { error: { code, message } });

describe("snoozing a reminder", () => {
  it("asks the server once, with the reminder's id and the chosen wait", async () => {
    const asked: unknown[] = [];
    const transport: Transport = {
      send: async (...request) => {
        asked.push(request);
        return { status: 200, body: { due_at: "2026-03-01T20:00:00Z", message: "" }, retryAfter: null };
      },
    };
    expect(await putOff(snooze, "two_hours", transport)).toBeNull();
    expect(asked).toEqual([["POST", `/notifications/reminders/${snooze.id}/snooze`, { wait: "two_hours" }]]);
  });

  const table: [string, Transport, string, typeof snooze.waits][] = [
    ["it comes after quiet hours", answers(200, { message: "After your quiet hours." }), "After your quiet hours.", []],
    ["it would be too late", refuses(409, "too_late", "It will have closed."), "It will have closed.", [tomorrow!]],
    ["nothing is left", refuses(409, "nothing_to_snooze", "Nothing left."), "Nothing left.", []],
    ["nobody is signed in", refuses(401, "not_signed_in", "Sign in first."), w.signedOut, snooze.waits],
    ["somebody else is signed in", refuses(404, "not_found", "There is nothing here."), w.signedOut, snooze.waits],
    ["there were too many tries", refuses(429, "throttled", "Too many tries."), w.problem, snooze.waits],
    ["the token is stale", refuses(403, "csrf_failed", "Reload."), w.problem, snooze.waits],
    ["the server is away", answers(502, {}), w.problem, snooze.waits],
    ["there is no network", { send: () => Promise.reject(new TypeError()) }, w.offline, snooze.waits],
  ];
  it.each(table)("shows it again if %s", async (_name, transport, words, waits) => {
    expect(await putOff(snooze, "two_hours", transport)).toEqual({ words, waits });
  });
});

describe("the mark on the icon", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is set and cleared, and does no harm without badges", async () => {
    const marks: (number | null)[] = [];
    vi.stubGlobal("navigator", {
      setAppBadge: async (count: number) => void marks.push(count),
      clearAppBadge: async () => void marks.push(null),
    });
    await setBadge(1);
    await clearBadge();
    expect(marks).toEqual([1, null]);
    vi.stubGlobal("navigator", { setAppBadge: () => Promise.reject(new Error("not installed")) });
    await expect(setBadge(1)).resolves.toBeUndefined();
    await expect(clearBadge()).resolves.toBeUndefined();
  });

  it("is cleared by a submission, together with the notifications of that check-in only", async () => {
    const closed: string[] = [];
    const one = (navigate: string) => ({ data: { navigate }, close: () => void closed.push(navigate) });
    const shown = [one("/check-in/a"), one("/check-in/b"), one("/reveal/a")];
    const worker = { getNotifications: async () => [...shown, { data: null, close: () => void closed.push("?") }] };
    await forgetShown(worker, "a");
    expect(closed).toEqual(["/check-in/a"]);
    closed.length = 0;
    await forgetShown(worker);
    expect(closed).toEqual(["/check-in/a", "/check-in/b", "/reveal/a", "?"]);
    await expect(forgetShown(undefined, "a")).resolves.toBeUndefined();
  });
});
