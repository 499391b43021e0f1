import { expect, test } from "vitest";
import { allZones } from "../../src/platform/device";
import { clock, dayAndTime, longDate, plainDate, shortDate, zoneLabel } from "../../src/app/time";

const SUNDAY = "2026-11-22T18:00:00Z";
const now = new Date("2026-11-20T12:00:00Z");

test("the clock is that of the zone, summer and winter", () => {
  expect(clock(SUNDAY, "Europe/Vienna")).toBe("19:00");
  expect(clock("2026-07-05T17:00:00Z", "Europe/Vienna")).toBe("19:00");
  expect(clock("2026-11-22T00:00:00Z", "UTC")).toBe("00:00");
});

test("a day within the week is named, a later one dated", () => {
  expect(dayAndTime(SUNDAY, now, "Europe/Vienna")).toBe("Sunday, 19:00");
  expect(dayAndTime("2026-12-06T18:00:00Z", now, "Europe/Vienna")).toMatch(/^Sunday.*December.*19:00$/);
});

test("the day can differ from the server's", () => {
  expect(longDate("2026-11-22T23:30:00Z", "Europe/Vienna")).toContain("Monday");
  expect(longDate("2026-11-22T23:30:00Z", "America/New_York")).toContain("Sunday");
});

test("a date without a clock is never shifted", () => {
  expect(plainDate("2026-11-01", now)).toContain("1");
  expect(plainDate("2026-11-01", now)).not.toContain("31");
});

test("another year is written out", () => {
  expect(shortDate("2025-11-22T12:00:00Z", now, "UTC")).toContain("2025");
  expect(shortDate(SUNDAY, now, "UTC")).not.toContain("2026");
});

test("an invalid moment gives no words", () => {
  expect(longDate("")).toBe("");
});

test("the person's own zone is always offered", () => {
  expect(allZones("Mars/Base")).toContain("Mars/Base");
  expect(zoneLabel("America/New_York")).toBe("America · New York");
  expect([zoneLabel("Etc/GMT-5"), zoneLabel("Etc/GMT+5")]).toEqual(["UTC+5", "UTC-5"]);
});
