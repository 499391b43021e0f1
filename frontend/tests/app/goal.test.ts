import { beforeEach, expect, test } from "vitest";
import { meantAddress } from "../../src/app/address";
import { dropGoal, goalFor, isPlace, keepGoal } from "../../src/app/goal";
import { dropToken, peekToken, takeTokenFromAddress } from "../../src/app/inviteToken";
import { landing } from "../../src/app/landing";

const TOKEN = "abcdefghijklmnopqrstuv";
const REVEAL = "/reveal/3f2a9c1b-77de-4c07-9df2-2f0d1f0f8a11";
const person = { id: "u1", needs_name: false };

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, "", "/");
});

test("a link from a notification leads there after signing in, once", () => {
  keepGoal(REVEAL, null);
  expect(landing("out", "/sign-in", person)).toBe(REVEAL);
  dropGoal();
  expect(landing("out", "/sign-in", person)).toBe("/");
});

test("one person's place is not another person's goal", () => {
  keepGoal(REVEAL, "u1");
  expect(goalFor("u1")).toBe(REVEAL);
  expect(goalFor("u2")).toBeNull();
  expect({ ...localStorage }).toEqual({});
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "/reveal/../../evil",
  "/reveal//evil.example",
  "/reveal/x?next=//evil.example",
  "/\t/evil.example",
  "/api/v1/me",
  "/sign-in",
  "",
  "//",
])("%j is no place of ours", (path) => {
  expect(isPlace(path)).toBe(false);
  keepGoal(path, null);
  expect(goalFor("u1")).toBeNull();
});

test("a forged value in the storage leads to no other site", () => {
  for (const path of ["//evil.example", 7, null]) {
    const until = Date.now() + 60_000;
    localStorage.setItem("sbs-brief.goal", JSON.stringify({ value: { path, person: null }, until }));
    expect(goalFor("u1")).toBeNull();
  }
});

test.each([
  ["//", "", "", "/"],
  ["///history//x", "?p=1", "", "/history/x?p=1"],
  [`/join%23${TOKEN}`, "", "", `/join#${TOKEN}`],
  [`/join/%23${TOKEN}`, "", "", `/join#${TOKEN}`],
  [`/join%2523${TOKEN}`, "", "", `/join#${TOKEN}`],
  ["/join", "", `#${TOKEN}`, `/join#${TOKEN}`],
  ["/history", "?a=b", "#c", "/history?a=b#c"],
])("%s%s%s means %s", (path, search, hash, meant) => {
  expect(meantAddress(path, search, hash)).toBe(meant);
});

test.each([`${TOKEN}.`, `${TOKEN})`, `${TOKEN}%20`, `${TOKEN}?utm=x`])(
  "an invitation link with text after it still works: %s",
  (hash) => {
    history.replaceState(null, "", `/join#${hash}`);
    expect(takeTokenFromAddress()).toBe(TOKEN);
    expect(peekToken()).toBe(TOKEN);
    dropToken();
    expect(peekToken()).toBeNull();
  },
);
