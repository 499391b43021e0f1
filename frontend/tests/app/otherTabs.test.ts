import { BroadcastChannel } from "node:worker_threads";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

async function tab() {
  vi.resetModules();
  const { tellOtherTabs, watchOtherTabs } = await import("../../src/app/otherTabs");
  const heard: (string | null)[] = [];
  watchOtherTabs((person) => heard.push(person));
  return { heard, tell: tellOtherTabs };
}

test("a tab's message reaches the others, and not itself", async () => {
  vi.stubGlobal("BroadcastChannel", BroadcastChannel);
  const one = await tab();
  const two = await tab();
  one.tell(null);
  two.tell("u2");
  await vi.waitFor(() => expect([one.heard, two.heard]).toEqual([["u2"], [null]]));
});

test("without a channel a tab notices the change in storage", async () => {
  vi.stubGlobal("BroadcastChannel", undefined);
  const { heard, tell } = await tab();
  tell("u1");
  const kept = (key: string | null, newValue: string | null) => {
    if (key === null || newValue === null) localStorage.clear();
    else localStorage.setItem(key, newValue);
    dispatchEvent(new StorageEvent("storage", { key, newValue }));
  };
  kept("sbs.me", '{"id":"u2"}');
  kept("sbs.home", "{}");
  kept("sbs.me", "{");
  kept("sbs.me", null);
  kept(null, null);
  expect(heard).toEqual(["u2", null, null, null]);
});
