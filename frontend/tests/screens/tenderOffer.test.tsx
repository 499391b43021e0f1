import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Me } from "../../src/api/types";
import { me } from "../../src/app/session";
import { TenderOffer } from "../../src/screens/waiting/TenderOffer";

beforeEach(() => localStorage.clear());
afterEach(() => {
  me.value = undefined;
});

/** Return the address of the offer's link on the waiting page of this check-in, if the offer is shown. */
function linkOn(checkIn: string, { person = "u1", tender = false } = {}): string | null | undefined {
  me.value = { id: person, privacy: { tender_topics: tender } } as unknown as Me;
  const root = document.createElement("div");
  act(() => render(<TenderOffer id={checkIn} />, root));
  return root.querySelector("a")?.getAttribute("href");
}

test("tender topics are offered with the first check-in alone, and again when that page is opened again", () => {
  expect(linkOn("c1")).toBe("/settings/privacy");
  expect(linkOn("c1")).toBe("/settings/privacy");
  expect(linkOn("c2")).toBeUndefined();
});

test("the offer does not show what the person chose", () => {
  expect(linkOn("c1", { tender: true })).toBe("/settings/privacy");
});

test("another person on this device has an offer of their own", () => {
  linkOn("c1");
  expect(linkOn("c2", { person: "u2" })).toBe("/settings/privacy");
});
