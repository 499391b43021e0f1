import { beforeEach, expect, test } from "vitest";
import type { Home } from "../../../src/api/types";
import { forget, recall, remember } from "../../../src/app/remembered";
import { dropReveal, hasSeen, keepReveal, keptReveal, markSeen, wasSeen } from "../../../src/screens/reveal/kept";
import { revealWith } from "./made";

const reveal = revealWith({ kind: ["Tea", "Patience"] });
const home = (id: string, state: string) => ({ check_in: { id, state }, latest_reveal: null }) as unknown as Home;

beforeEach(() => localStorage.clear());

test("the newest reveal stays on the device, for the person who opened it", () => {
  remember("home", home("c1", "open"));
  keepReveal("u1", reveal);
  expect(keptReveal("u1", "c1")).toEqual(reveal);
  expect(keptReveal("u2", "c1")).toBeNull();
  expect(keptReveal("u1", "c2")).toBeNull();
});

test("without a network, Home then leads to the reveal", () => {
  remember("home", home("c1", "open"));
  keepReveal("u1", reveal);
  expect(recall<Home>("home")).toMatchObject({
    check_in: { id: "c1", state: "revealed" },
    latest_reveal: { id: "c1", looked_at: false },
  });
});

test("an agreement's words are not kept: either of the two can end it", () => {
  remember("home", home("c1", "open"));
  keepReveal("u1", revealWith({ kind: ["Tea", "Patience"], agreements: [{ text: "We walk.", kept: true }] }));
  expect(keptReveal("u1", "c1")).toEqual(reveal);
  expect(JSON.stringify(localStorage)).not.toContain("walk");
});

test("an older reveal is not kept", () => {
  remember("home", home("c9", "open"));
  keepReveal("u1", reveal);
  expect(JSON.stringify(localStorage)).not.toContain("Tea");
  expect(recall<Home>("home")).toEqual(home("c9", "open"));
});

test("it goes when the server says that there is none, and with the session", () => {
  remember("home", home("c1", "revealed"));
  keepReveal("u1", reveal);
  dropReveal("c2");
  expect(keptReveal("u1", "c1")).not.toBeNull();
  dropReveal("c1");
  expect(keptReveal("u1", "c1")).toBeNull();
  keepReveal("u1", reveal);
  forget();
  expect(localStorage.length).toBe(0);
});

test("a reveal is seen once by each person of a device, and an old one is not new to a new device", () => {
  const now = Date.parse("2026-05-04T08:00:00Z");
  expect(hasSeen("u1", reveal, now)).toBe(false);
  markSeen("u1", reveal);
  expect(hasSeen("u1", reveal, now)).toBe(true);
  expect(hasSeen("u2", reveal, now)).toBe(false);
  expect(hasSeen("u2", reveal, Date.parse("2026-06-01T08:00:00Z"))).toBe(true);
});

test("a device remembers only the last few as seen", () => {
  for (let number = 0; number < 40; number += 1) markSeen("u1", { ...reveal, id: `c${number}` });
  expect(recall<string[]>("seen.u1")).toHaveLength(8);
  expect(recall<string[]>("seen.u1")?.[0]).toBe("c39");
});

test("what was seen here is known by the check-in alone, and only of this person", () => {
  expect(wasSeen("u1", "c1")).toBe(false);
  markSeen("u1", reveal);
  expect([wasSeen("u1", "c1"), wasSeen("u2", "c1"), wasSeen("u1", "c2")]).toEqual([true, false, false]);
});
