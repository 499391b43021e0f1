import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { countries, countryOf, dial } from "../../src/screens/about/countries";
import { ELSEWHERE, leaveQuickly, onThirdEscape } from "../../src/screens/about/leaving";
import { refreshHelp } from "../../src/platform/help";

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

const press = (key: string, timeStamp: number, repeat = false): void => {
  const event = new KeyboardEvent("keydown", { key, repeat });
  Object.defineProperty(event, "timeStamp", { value: timeStamp });
  dispatchEvent(event);
};

test("pressing Escape three times leaves; once, twice or slowly does not", () => {
  const leave = vi.fn();
  const stop = onThirdEscape(leave);
  press("Escape", 1000);
  press("Escape", 2000);
  press("a", 2100);
  press("Escape", 2200, true);
  expect(leave).not.toHaveBeenCalled();
  press("Escape", 4500);
  expect(leave).not.toHaveBeenCalled();
  press("Escape", 4600);
  expect(leave).toHaveBeenCalledOnce();
  stop();
  press("Escape", 4700);
  expect(leave).toHaveBeenCalledOnce();
});

test("the country follows the device's time zone, if it is known", () => {
  const all = countries();
  expect(countryOf("Europe/Vienna", all)).toBe("AT");
  expect(countryOf("America/Los_Angeles", all)).toBe("US");
  expect(countryOf("Antarctica/Troll", all)).toBe("");
});

test("a number is dialled without its gaps", () => {
  expect(dial("0800 123 99 00")).toBe("tel:08001239900");
  expect(dial("+43 1-23")).toBe("tel:+43123");
});

test("the operator's help lines replace those of the app", async () => {
  const vienna = { name: "Austria", emergency: "112", zones: ["Europe/Vienna"], lines: [] };
  const asked = vi.fn(async () => Response.json({ AT: vienna }));
  vi.stubGlobal("fetch", asked);
  await refreshHelp();
  expect(countries().AT).toEqual(vienna);
  expect(countries().DE?.lines.length).toBeGreaterThan(0);
  expect(asked).toHaveBeenCalledOnce();
  vi.stubGlobal("fetch", async () => Response.json({}));
  await refreshHelp();
  expect(countries().AT?.lines.length).toBeGreaterThan(0);
});

test("without help lines of the operator, nothing is kept on the device", async () => {
  vi.stubGlobal("fetch", async () => Response.json({}));
  await refreshHelp();
  expect(localStorage.length).toBe(0);
});

test("the page is blank before the other page is requested", () => {
  document.body.innerHTML = "<main>You are not to blame</main>";
  document.title = "Side by Side";
  const seen: string[] = [];
  vi.stubGlobal("location", {
    replace: (url: string) => seen.push(url, document.title, document.body.innerHTML, window.location.pathname),
  });
  leaveQuickly();
  expect(seen.slice(0, 3)).toEqual([ELSEWHERE, "", ""]);
});
