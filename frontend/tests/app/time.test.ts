import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { allZones, zoneLabel } from "../../src/platform/zones";

type Time = typeof import("../../src/app/time");
let time: Time;

/** Load the module `time` anew, as in a browser with this language. */
async function inBrowser(language: string): Promise<Time> {
  vi.resetModules();
  vi.stubGlobal("navigator", { language });
  return import("../../src/app/time");
}

beforeEach(async () => {
  time = await inBrowser("en-GB");
});
afterEach(() => vi.unstubAllGlobals());

const SUNDAY = "2026-11-22T18:00:00Z";
const now = new Date("2026-11-20T12:00:00Z");

test("the clock is that of the zone, summer and winter", () => {
  expect(time.clock(SUNDAY, "Europe/Vienna")).toBe("19:00");
  expect(time.clock("2026-07-05T17:00:00Z", "Europe/Vienna")).toBe("19:00");
  expect(time.clock("2026-11-22T00:00:00Z", "UTC")).toBe("00:00");
});

test("a day within the week is named, a later one dated", () => {
  expect(time.dayAndTime(SUNDAY, now, "Europe/Vienna")).toBe("Sunday at 19:00");
  expect(time.dayAndTime("2026-12-06T18:00:00Z", now, "Europe/Vienna")).toBe("Sunday 6 December at 19:00");
});

test.each([
  ["en-US", "Sunday, December 6 at 7:00 PM", "Nov 22"],
  ["en-GB", "Sunday 6 December at 19:00", "22 Nov"],
  ["en-AU", "Sunday 6 December at 7:00 pm", "22 Nov"],
  ["de-AT", "Sunday, 6 December at 19:00", "22 Nov"],
  ["fi", "Sunday, 6 December at 19.00", "22 Nov"],
  ["pt-BR", "Sunday 6 December at 19:00", "22 Nov"],
  ["C", "Sunday 6 December at 19:00", "22 Nov"],
])("in a browser with the language %s it is %s", async (language, moment, day) => {
  const there = await inBrowser(language);
  const plain = (text: string) => text.replaceAll("\u202f", " ");
  expect(plain(there.dayAndTime("2026-12-06T18:00:00Z", now, "Europe/Vienna"))).toBe(moment);
  expect(there.shortDate(SUNDAY, now, "UTC")).toBe(day);
});

test("an early hour has two digits on a clock of 24 hours only", async () => {
  expect(time.clock("2026-11-22T08:05:00Z", "UTC")).toBe("08:05");
  expect((await inBrowser("en-US")).clock("2026-11-22T08:05:00Z", "UTC")).toMatch(/^8:05.AM$/);
});

test("the day can differ from the server's", () => {
  expect(time.longDate("2026-11-22T23:30:00Z", "Europe/Vienna")).toContain("Monday");
  expect(time.longDate("2026-11-22T23:30:00Z", "America/New_York")).toContain("Sunday");
});

test("a date without a clock is never shifted", () => {
  expect(time.plainDate("2026-11-01", now)).toContain("1");
  expect(time.plainDate("2026-11-01", now)).not.toContain("31");
});

test("another year is written out", () => {
  expect(time.shortDate("2025-11-22T12:00:00Z", now, "UTC")).toContain("2025");
  expect(time.shortDate(SUNDAY, now, "UTC")).not.toContain("2026");
});

test("an invalid moment gives no words", () => {
  expect(time.longDate("")).toBe("");
});

test("the person's own zone is always offered", () => {
  expect(allZones("Mars/Base")).toContain("Mars/Base");
  expect(zoneLabel("America/New_York")).toBe("America · New York");
  expect([zoneLabel("Etc/GMT-5"), zoneLabel("Etc/GMT+5")]).toEqual(["UTC+5", "UTC-5"]);
});
