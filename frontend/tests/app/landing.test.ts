import { beforeEach, expect, test } from "vitest";
import { dropToken, peekToken, takeTokenFromAddress } from "../../src/app/inviteToken";
import { landing } from "../../src/app/landing";

const TOKEN = "abcdefghijklmnopqrstuv";
const named = { id: "u1", needs_name: false };
const nameless = { id: "u1", needs_name: true };

beforeEach(() => {
  dropToken();
  history.replaceState(null, "", "/");
});

test("a visitor is redirected to sign in", () => {
  expect(landing("in", "/history", null)).toBe("/sign-in");
  expect(landing("any", "/more", null)).toBeNull();
  expect(landing("out", "/sign-in", null)).toBeNull();
});

test("a new person gives a name first", () => {
  expect(landing("in", "/", nameless)).toBe("/welcome");
  expect(landing("in", "/welcome", nameless)).toBeNull();
  expect(landing("out", "/sign-in", nameless)).toBe("/welcome");
});

test("signing in leads home, or to the invitation that waits", () => {
  expect(landing("out", "/sign-in", named)).toBe("/");
  location.hash = TOKEN;
  takeTokenFromAddress();
  expect(landing("out", "/sign-in", named)).toBe("/join");
});

test("the secret leaves the address bar and stays until it is dropped", () => {
  history.replaceState(null, "", `/join#${TOKEN}`);
  expect(takeTokenFromAddress()).toBe(TOKEN);
  expect(location.hash).toBe("");
  expect(peekToken()).toBe(TOKEN);
  expect(takeTokenFromAddress()).toBe(TOKEN);
  dropToken();
  expect(takeTokenFromAddress()).toBeNull();
});

test("another fragment is not an invitation", () => {
  history.replaceState(null, "", "/join#main");
  expect(takeTokenFromAddress()).toBeNull();
});
