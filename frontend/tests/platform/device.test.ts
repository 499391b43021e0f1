import { afterEach, expect, test, vi } from "vitest";
import {
  dateLanguage,
  deviceZone,
  knowsZone,
  newId,
  openChannel,
  timeLimit,
  wholeText,
} from "../../src/platform/device";
import { weekdays } from "../../src/platform/week";
import { allZones, nearestZone } from "../../src/platform/zones";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

afterEach(() => vi.unstubAllGlobals());

test("an id is a random UUID, even if the browser makes none", () => {
  expect(newId()).toMatch(UUID);
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  expect(newId()).toMatch(UUID);
  expect(newId()).not.toBe(newId());
});

test("a time limit works without AbortSignal.timeout, and says whether the time was up", async () => {
  vi.stubGlobal(
    "AbortSignal",
    class extends AbortSignal {
      static override timeout = undefined as never;
      static override any = undefined as never;
    },
  );
  const short = timeLimit(1);
  await new Promise((done) => short.signal.addEventListener("abort", done));
  expect(short.passed()).toBe(true);
  const caller = new AbortController();
  const long = timeLimit(60_000, caller.signal);
  caller.abort();
  expect([long.signal.aborted, long.passed()]).toEqual([true, false]);
});

test.each([undefined, "", "C", "en_US", "en-US@posix", "ene mene", "de-AT", "x", 7])(
  "dates have a language if the browser's is %s",
  (language) => {
    vi.stubGlobal("navigator", { language });
    expect(new Intl.DateTimeFormat(dateLanguage()).format(0)).toBeTruthy();
  },
);

test.each([
  ["en-US", "en-US"],
  ["en-IN", "en-IN"],
  ["de-AT", "en-AT"],
  ["de", "en-DE"],
  ["zh-Hant-SG", "en-SG"],
])("dates in a browser with the language %s are in %s", (language, expected) => {
  vi.stubGlobal("navigator", { language });
  expect(dateLanguage()).toBe(expected);
});

test.each(["pt-BR", "en-US-", "C"])("dates are British where the browser knows no English of %s", (language) => {
  vi.stubGlobal("navigator", { language });
  expect(dateLanguage()).toBe("en-GB");
});

test("a language further down the browser's list names the region if the first one names none for ours", () => {
  vi.stubGlobal("navigator", { language: "pt-BR", languages: ["pt-BR", "en-IE", "en"] });
  expect(dateLanguage()).toBe("en-IE");
  vi.stubGlobal("navigator", { language: "de-AT", languages: ["de-AT", "en-US"] });
  expect(dateLanguage()).toBe("en-AT");
});

test.each([
  ["en-GB", 0],
  ["de-AT", 0],
  ["en-US", 6],
])("in a browser with the language %s a week begins with the day %i", (language, first) => {
  vi.stubGlobal("navigator", { language });
  expect(weekdays()[0]).toBe(first);
  expect([...weekdays()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test.each([
  ["de", "de-CH", "de-CH"],
  ["de", "en-US", "de"],
  ["es", "es-MX", "es-MX"],
  ["es", "de-DE", "es"],
])("dates among %s words in a browser with the language %s are in %s", async (words, language, expected) => {
  vi.resetModules();
  vi.doMock("@words/language", () => ({ language: words }));
  vi.stubGlobal("navigator", { language });
  const device = await import("../../src/platform/device");
  expect(device.dateLanguage()).toBe(expected);
  vi.doUnmock("@words/language");
});

test.each([undefined, "", "+02:00"])("the zone is UTC if the browser says %s", (timeZone) => {
  vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValue({ timeZone } as never);
  expect(deviceZone()).toBe("UTC");
  vi.restoreAllMocks();
});

test("zones can be chosen if the browser lists none", () => {
  vi.stubGlobal("Intl", { ...Intl, DateTimeFormat: Intl.DateTimeFormat, supportedValuesOf: undefined });
  expect(allZones("Europe/Vienna")).toEqual(["Europe/Vienna", "UTC"]);
});

test("an unknown zone is reported as unknown", () => {
  expect([knowsZone("Europe/Vienna"), knowsZone("Mars/Base")]).toEqual([true, false]);
});

test("there is no channel if the browser has none or refuses it", () => {
  vi.stubGlobal("BroadcastChannel", undefined);
  expect(openChannel("x")).toBeNull();
});

test("half an emoji and control characters are replaced, all other text stays", () => {
  expect(wholeText("a\uD83Db")).toBe("a\uFFFDb");
  expect(wholeText("\uDE00\uD83D")).toBe("\uFFFD\uFFFD");
  expect(wholeText("one\u0000 two\u0007")).toBe("one two");
  for (const text of ["😀 👩‍👩‍👧 שלום\u202B", "a\tb\nc", "\uFFFE\uFDD0"]) expect(wholeText(text)).toBe(text);
});

test.each([
  ["Asia/Karachi", "Etc/GMT-5"],
  ["America/Bogota", "Etc/GMT+5"],
  ["Asia/Kolkata", "UTC"],
  ["Atlantic/Reykjavik", "UTC"],
  ["Mars/Base", "UTC"],
])("%s gives way to %s where the server does not know it", (zone, nearest) => {
  expect(nearestZone(zone, new Date("2026-11-28T04:00:30Z"))).toBe(nearest);
});
