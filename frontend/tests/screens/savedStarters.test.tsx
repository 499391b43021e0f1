import type { ComponentType } from "preact";
import { render } from "preact";
import { act } from "preact/test-utils";
import { LocationProvider } from "preact-iso";
import { afterEach, expect, test, vi } from "vitest";
import type { Me, Starter, StarterGroup } from "../../src/api/types";
import { me } from "../../src/app/session";
import { StarterGroup as ShownStarters } from "../../src/screens/reveal/Starters";
import Ours from "../../src/screens/starters/Ours";
import Starters from "../../src/screens/starters/Starters";
import { starters as w } from "@words/starters";

const FAILED = () => Response.json({ error: { code: "unexpected", message: "" } }, { status: 500 });
const DONE = () => new Response(null, { status: 204 });

/** The answers that the server still has to give, in the order of the requests. */
let answer: ((answer: Response) => void)[];
let root: HTMLElement;

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  me.value = undefined;
});

function starter(number: number, saved: boolean): Starter {
  const text = `Sentence ${number}`;
  return { key: `alone.${number}`, for: "feels", text, language: "en", saved, talked_on: null };
}

/** A group of two starters, both saved or both not. */
function group(saved: boolean): StarterGroup {
  const reason = { key: "alone", title: "Alone", summary: "", dimension: "connection", article: "" };
  return { reason, starters: [1, 2].map((number) => starter(number, saved)), experiments: [] } as never;
}

async function open(Page: ComponentType, saved: boolean): Promise<void> {
  answer = [];
  vi.stubGlobal("fetch", async (_: string, { method = "GET" }: RequestInit) =>
    method === "GET"
      ? Response.json({ results: [group(saved)] })
      : new Promise<Response>((resolve) => answer.push(resolve)),
  );
  document.cookie = "csrftoken=t";
  me.value = { id: "u1", space: { state: "paired", partner: { display_name: "Bo" } } } as Me;
  root = document.body.appendChild(document.createElement("div"));
  await act(async () =>
    render(
      <LocationProvider>
        <Page />
      </LocationProvider>,
      root,
    ),
  );
  await vi.waitFor(() => expect(buttons()).toHaveLength(2));
}

const buttons = () => [...root.querySelectorAll<HTMLButtonElement>("button[aria-pressed]")];
const pressed = () => buttons().map((button) => button.getAttribute("aria-pressed") === "true");
const tap = (number: number) => act(async () => buttons()[number]?.click());

const inReveal = () => <ShownStarters starters={group(false).starters} />;

/** Where starters can be saved, and whether those shown there are saved at first. */
const PLACES: [string, ComponentType, boolean][] = [
  ["the library", Starters, false],
  ["the shared list", Ours, true],
  ["a reveal", inReveal, false],
];

test.each(PLACES)("in %s, a tap that could not be saved takes only itself back", async (_, Page, saved) => {
  await open(Page, saved);
  await tap(0);
  await tap(1);
  expect(pressed()).toEqual([!saved, !saved]);
  await vi.waitFor(() => expect(answer).toHaveLength(2));
  answer[0]?.(FAILED());
  await vi.waitFor(() => expect(pressed()).toEqual([saved, !saved]));
  answer[1]?.(DONE());
  await tap(1);
  await vi.waitFor(() => expect(answer).toHaveLength(3));
  answer[2]?.(FAILED());
  await vi.waitFor(() => expect(pressed()).toEqual([saved, !saved]));
});

test.each(PLACES)("in %s, two taps that could not be saved leave what was there before", async (_, Page, saved) => {
  await open(Page, saved);
  await tap(0);
  await tap(0);
  answer[0]?.(FAILED());
  await vi.waitFor(() => expect(answer).toHaveLength(2));
  const last = FAILED();
  answer[1]?.(last);
  await vi.waitFor(() => expect(last.bodyUsed).toBe(true));
  await act(() => new Promise<void>((resolve) => setTimeout(resolve)));
  expect(pressed()).toEqual([saved, saved]);
});

test("of a starter that was talked about and then taken off the list, only the last is left", async () => {
  await open(Ours, true);
  const talked = () => [...root.querySelectorAll("button")].filter((button) => button.textContent === w.talked);
  await act(async () => talked()[0]?.click());
  await tap(0);
  await vi.waitFor(() => expect(answer).toHaveLength(2));
  // The answers come in another order than the taps.
  answer[1]?.(DONE());
  await act(() => new Promise<void>((resolve) => setTimeout(resolve)));
  answer[0]?.(DONE());
  await act(() => new Promise<void>((resolve) => setTimeout(resolve)));
  await tap(0);
  expect(pressed()).toEqual([true, true]);
  expect(talked()).toHaveLength(2);
});
