import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Reveal } from "../../../src/api/types";
import { Moment } from "../../../src/screens/reveal/moment/Moment";
import { revealWith } from "./made";

const full = revealWith({ kind: ["Tea", "Patience"], strengths: 2, guesses: [4], topics: ["main"] });
let root: HTMLElement;
let still = false;
const vibrate = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  still = false;
  vi.stubGlobal("matchMedia", () => ({ matches: still }));
  vi.stubGlobal("scrollTo", () => undefined);
  Object.defineProperty(navigator, "vibrate", { configurable: true, value: vibrate });
  root = document.body.appendChild(document.createElement("div"));
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vibrate.mockClear();
});

/** Render the steps of a reveal from this place on. Returns the places that the page moves to, as they come. */
function at(place: number, reveal: Reveal = full): (number | null)[] {
  const moves: (number | null)[] = [];
  const show = (now: number) =>
    act(() =>
      render(
        <Moment
          reveal={reveal}
          place={now}
          onPlace={(next) => {
            moves.push(next);
            if (next !== null) show(next);
          }}
          onPoint={() => undefined}
        />,
        root,
      ),
    );
  show(place);
  return moves;
}

const heading = (): string => document.activeElement?.textContent ?? "";
const tap = (words: string): void =>
  void act(() => [...root.querySelectorAll("button")].find(({ textContent }) => textContent === words)?.click());
/** Advance the clock by `time` (ms). */
const pass = (time: number): void => void act(() => void vi.advanceTimersByTime(time));
const press = (key: string, on: Element = document.body): void =>
  void act(() => void on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })));

test("the arches slide together, the phone is touched as they meet, and the first words follow within 1.5 s", () => {
  const moves = at(0);
  expect(root.textContent).toContain("Ready?");
  tap("Open it");
  expect(root.querySelector(".arches.moving")).not.toBeNull();
  expect(vibrate).not.toHaveBeenCalled();
  pass(1_000);
  expect(vibrate).toHaveBeenCalledOnce();
  expect(moves).toEqual([]);
  pass(500);
  expect(moves).toEqual([1]);
  expect(root.textContent).toContain("Tea");
});

test("with reduced motion the first words come at once, and the phone is not touched", () => {
  still = true;
  const moves = at(0);
  tap("Open it");
  expect(moves).toEqual([1]);
  pass(2_000);
  expect(vibrate).not.toHaveBeenCalled();
});

test("a second tap does not wait for the arches", () => {
  const moves = at(0);
  tap("Open it");
  tap("Open it");
  expect(moves).toEqual([1]);
  pass(2_000);
  expect(moves).toEqual([1]);
});

test("each step takes the focus to its heading, which says how far it is", () => {
  const moves = at(1);
  const seen = [heading()];
  for (let step = 0; step < 4; step += 1) {
    press("ArrowRight");
    seen.push(heading());
  }
  expect(seen).toEqual([
    "From Ben, for you",
    "From you, for Ben",
    "What went well",
    "Your guesses",
    "Worth talking about",
  ]);
  const described = document.activeElement?.getAttribute("aria-describedby") ?? "";
  expect(document.getElementById(described)?.textContent).toBe("Step 5 of 5");
  tap("See it all on one page");
  expect(moves).toEqual([2, 3, 4, 5, null]);
});

test("arrows and Enter turn the steps, and Escape shows everything", () => {
  const moves = at(2);
  press("Enter");
  press("ArrowLeft");
  press("ArrowLeft");
  press("ArrowLeft");
  press("Escape");
  expect(moves).toEqual([3, 2, 1, 1, null]);
});

test("Enter on a button presses the button alone", () => {
  const moves = at(2);
  const back = root.querySelector("button[aria-label='Back']");
  press("Enter", back as Element);
  expect(moves).toEqual([]);
});

test("one step more than there are is the last one", () => {
  at(1, revealWith({ topics: ["main"] }));
  expect(root.textContent).toContain("Step 1 of 1");
  expect(root.querySelector("button[aria-label='Back']")).toBeNull();
});

test("words stand as they were written, in their own direction", () => {
  at(1, revealWith({ kind: ["שלום\n<b>tea</b>", ""] }));
  const words = root.querySelector("blockquote");
  expect(words?.textContent).toBe("שלום\n<b>tea</b>");
  expect(words?.getAttribute("dir")).toBe("auto");
});

test("questions about kind words stand under those words; any other light question stands alone", () => {
  const reveal = revealWith({ kind: ["Tea", "Patience"], topics: ["light", "light"] });
  const [news, deck] = reveal.conversations.map((point, place) => ({
    ...point,
    light: { kind: (["news", "deck"] as const)[place] ?? "deck", questions: ["What was it like?"] },
  }));
  if (!news || !deck) throw new Error("two conversations were made");
  const quoted = (place: number, conversations: Reveal["conversations"]) => {
    act(() => render(null, root));
    at(place, { ...reveal, conversations });
    return [...root.querySelectorAll(".point .quote")].map((quote) => quote.textContent);
  };
  expect(quoted(3, [news])).toEqual(["Ben wroteTea", "You wrotePatience"]);
  expect(quoted(3, [deck])).toEqual([]);
});

test("what I told about a conversation is said in a sentence, and where to answer only until then", () => {
  const reveal = revealWith({ topics: ["main"] });
  const shown = (told: boolean): string => {
    const voice = { ...reveal.conversations[0]?.voice, talked_on: "2026-05-04", helped: "yes", told };
    at(1, { ...reveal, conversations: [{ ...reveal.conversations[0], voice }] } as unknown as Reveal);
    return root.querySelector(".voice")?.textContent ?? "";
  };
  expect(shown(false)).toMatch(/Did it help\? Each of you can answer alone/);
  expect(shown(false)).not.toMatch(/said that it helped/);
  act(() => render(null, root));
  expect(shown(true)).toMatch(/You said that it helped\.$/);
});
