import "fake-indexeddb/auto";
import { afterEach, expect, it, vi } from "vitest";
import type { JarWords, Me } from "../../src/api/types";
import { contains } from "../../src/app/fold";
import { forgetMe, me } from "../../src/app/session";
import { keeps } from "../../src/platform/keeps";
import { dayOf } from "../../src/screens/jar/day";
import { dropJars, keepJar, recallJar } from "../../src/screens/jar/kept";
import { joined } from "../../src/screens/jar/useJar";

const person = (id: string, couple: string | null): Me => ({ id, space: { couple_id: couple } }) as unknown as Me;
const said = (id: string): JarWords => ({ check_in_id: id, revealed_on: "2026-03-01", text: `words ${id}` });
const jar = { user: "u1", coupleId: "c1", partner: "Ben", words: [said("1")], next: null };

afterEach(async () => {
  me.value = null;
  await dropJars();
});

async function kept(): Promise<void> {
  me.value = person("u1", "c1");
  await keepJar(jar);
  expect(await recallJar("u1", "c1")).toEqual(jar);
  expect(keeps("jar")).toBe(true);
}
const isGone = () => vi.waitFor(async () => expect(await recallJar("u1", "c1")).toBeUndefined());

it("goes from this device when the session ends", async () => {
  await kept();
  me.value = null;
  await isGone();
});

it("goes when somebody else signs in", async () => {
  await kept();
  me.value = person("u2", "c1");
  await isGone();
});

it("goes when the couple ends", async () => {
  await kept();
  me.value = person("u1", null);
  await isGone();
});

it("goes when another couple begins", async () => {
  await kept();
  me.value = person("u1", "c2");
  await isGone();
});

it("is gone when signing out by a tap has finished", async () => {
  await kept();
  await forgetMe();
  expect(await recallJar("u1", "c1")).toBeUndefined();
  await vi.waitFor(() => expect(keeps("jar")).toBe(false));
});

it("joins a new first page with the older pages that are here", () => {
  const here = { partner: "Ben", words: ["3", "2", "1"].map(said), next: null };
  const first = { partner: "Ben", words: ["4", "3"].map(said), next: 3 };
  expect(joined(first, here)).toEqual({ partner: "Ben", words: ["4", "3", "2", "1"].map(said), next: null });
  // The loaded kind words do not overlap with the first page: load the rest again.
  expect(joined(first, { ...here, words: [said("1")] })).toEqual(first);
  // The first page is the whole jar: keep no older kind words.
  expect(joined({ ...first, next: null }, here)).toEqual({ ...first, next: null });
  expect(joined(first, null)).toEqual(first);
});

it("finds every word in any order, without accents", () => {
  expect(contains("Thank you for the café", "CAFE thank")).toBe(true);
  expect(contains("Thank you for the café", "tea thank")).toBe(false);
  expect(contains("anything", "")).toBe(true);
});

it("says the day, and the year only if it is another", () => {
  const now = new Date("2026-06-01T12:00:00Z");
  expect(dayOf("2026-03-01", now)).toContain("Sunday");
  expect(dayOf("2026-03-01", now)).not.toContain("2026");
  expect(dayOf("2025-03-02", now)).toContain("2025");
});
