import { render } from "preact";
import { useState } from "preact/hooks";
import { act } from "preact/test-utils";
import { LocationProvider } from "preact-iso";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answers, CheckIn, Me, Prompt } from "../../src/api/types";
import { me } from "../../src/app/session";
import { LINGER, setTapsGoOn } from "../../src/screens/answer/goingOn";
import { Steps } from "../../src/screens/answer/Steps";
import type { Answering } from "../../src/screens/answer/useAnswering";

const prompt = (id: string, more: Partial<Prompt> = {}): Prompt =>
  ({ id, version: 1, kind: "anchor", text: `Prompt ${id}`, hint: "", about: null, tender: false, ...more }) as Prompt;
const PROMPTS = [prompt("a"), prompt("b"), prompt("t", { tender: true }), prompt("c")];

let root: HTMLElement;
let answers: Answers;
let sent: Partial<Me["privacy"]>[];

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  document.cookie = "csrftoken=t";
  answers = {};
  sent = [];
  vi.stubGlobal("scrollTo", () => undefined);
  vi.stubGlobal("fetch", (_path: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body) as Partial<Me["privacy"]>);
    return Promise.resolve(Response.json({}));
  });
});
afterEach(() => {
  act(() => render(null, root));
  me.value = undefined;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Render the steps of the check-in, by default with a partner and at the first prompt. */
function start({ usual = "share" as "share" | "private" | null, at = 1, partner = "Ben" as string | null } = {}): void {
  me.value = { id: "u1", privacy: { usual_sharing: usual } } as unknown as Me;
  root = document.createElement("div");
  document.body.replaceChildren(root);
  function Host() {
    const [place, setPlace] = useState(at);
    const [given, setGiven] = useState<Answers>(answers);
    const state = {
      answers: given,
      joined: [],
      dirty: false,
      outcome: null,
      submitting: false,
      change: (id: string, answer: Answers[string]) => {
        answers = { ...answers, [id]: answer };
        setGiven(answers);
      },
    } as unknown as Answering;
    return (
      <LocationProvider>
        <Steps
          checkIn={{ id: "c1", prompts: PROMPTS } as unknown as CheckIn}
          state={state}
          place={place}
          partner={partner}
          hrefOf={(next) => `?p=${next}`}
          onGo={setPlace}
          onSubmit={async () => ({ kind: "nothing" })}
          onDiscard={async () => undefined}
        />
      </LocationProvider>
    );
  }
  act(() => render(<Host />, root));
}

function startSwitchedOff(): void {
  setTapsGoOn(false);
  start();
}

function tapWithNoteOpen(): void {
  press("Add a few words");
  press("A little");
}

function tapAndOpenNote(): void {
  press("A little");
  press("Add a few words");
}

const title = (): string => root.querySelector("h1")?.textContent?.trim() ?? "";
const named = (words: string): HTMLElement => {
  const found = [...root.querySelectorAll<HTMLElement>("button, label")].find(
    (one) => one.textContent?.trim() === words || one.getAttribute("aria-label") === words,
  );
  if (!found) throw new Error(`nothing here says ${words}: ${root.textContent}`);
  return found;
};

/** Press the button with this text, with the events of a finger, or of a keyboard or screen reader. */
function press(words: string, by: "finger" | "keyboard" = "finger"): void {
  const target = named(words);
  act(() => {
    if (by === "finger")
      target.dispatchEvent(
        new PointerEvent("pointerdown", { bubbles: true, width: 20, height: 20, pressure: 0.5, pointerType: "touch" }),
      );
    (target.querySelector("input") ?? target).click();
  });
}
function later(): void {
  act(() => {
    vi.advanceTimersByTime(LINGER);
  });
}

test("a tap on an answer goes on by itself, after a moment in which it shows", () => {
  start();
  press("Most of the time");
  expect(title()).toBe("Prompt a");
  later();
  expect(title()).toBe("Prompt b");
  expect(answers["a"]).toMatchObject({ value: 4, sharing: "share" });
});

test("so do a skip and “Didn't come up”, and taking one of them back stays", () => {
  start();
  press("Skip");
  press("Skip");
  later();
  expect(title()).toBe("Prompt a");
  press("Skip");
  later();
  expect(title()).toBe("Prompt b");
  press("Didn't come up");
  later();
  expect(title()).toBe("Prompt t");
  expect(answers["b"]).toMatchObject({ status: "did_not_come_up" });
});

test("Next, tapped by habit right after an answer went on by itself, leaves no prompt without an answer", () => {
  start();
  press("Most of the time");
  later();
  press("Next");
  act(() => {
    vi.advanceTimersByTime(900);
  });
  press("Next");
  expect(title()).toBe("Prompt b");
  act(() => {
    vi.advanceTimersByTime(200);
  });
  press("Next");
  expect(title()).toBe("Prompt t");
});

test("Next works at once on a prompt that has an answer", () => {
  answers = { b: { status: "answered", value: 2, note: "", sharing: "share" } };
  start();
  press("Most of the time");
  later();
  press("Next");
  expect(title()).toBe("Prompt t");
});

test("Undo on the next prompt goes back and takes the answer back", () => {
  answers = { a: { status: "answered", value: 2, note: "", sharing: "private" } };
  start();
  press("Most of the time");
  press("All week");
  later();
  press("Undo");
  expect(title()).toBe("Prompt a");
  expect(answers["a"]).toEqual({ status: "answered", value: 2, note: "", sharing: "private" });
});

test("after Next there is nothing to undo, only a way back", () => {
  start();
  press("A little", "keyboard");
  press("Next");
  expect(() => named("Undo")).toThrow();
  press("Back");
  expect(answers["a"]).toMatchObject({ value: 2 });
});

test.each([
  ["a keyboard or a screen reader", () => start(), () => press("A little", "keyboard")],
  ["a note that is open", () => start(), tapWithNoteOpen],
  ["a note that is opened right after it", () => start(), tapAndOpenNote],
  ["a tender prompt", () => start({ at: 3 }), () => press("A little")],
  ["no choice yet of how answers start", () => start({ usual: null }), () => press("A little")],
  ["a person who switched it off", startSwitchedOff, () => press("A little")],
])("it waits for Next with %s", (_why, begin, act) => {
  begin();
  const before = title();
  act();
  later();
  expect(title()).toBe(before);
  press("Next");
  expect(title()).not.toBe(before);
});

test("a change of who sees the answer stops it", () => {
  start();
  press("A little");
  press("Only for me");
  later();
  expect(title()).toBe("Prompt a");
  expect(answers["a"]).toMatchObject({ value: 2, sharing: "private" });
});

test("someone who came from the review goes back there, by their own tap", () => {
  start({ at: 5 });
  const row = root.querySelector<HTMLElement>("a.review-row");
  act(() => row?.click());
  press("A little");
  later();
  expect(title()).toBe("Prompt a");
});

test("alone, answers go on as well", () => {
  start({ partner: null, usual: null });
  press("A little");
  later();
  expect(title()).toBe("Prompt b");
});

test("how answers start is asked until Next confirms it, and then holds for all but tender ones", async () => {
  start({ usual: null });
  press("Only for me");
  press("A little");
  press("Next");
  await vi.waitFor(() => expect(sent).toEqual([{ usual_sharing: "private" }]));
  expect(me.value?.privacy.usual_sharing).toBe("private");
  press("A little");
  later();
  expect(answers["b"]).toMatchObject({ sharing: "private" });
  expect(root.textContent).toContain("Who may see this answer?");
});

test("the review shows who sees each answer, and a tap changes it", () => {
  answers = {
    a: { status: "answered", value: 2, note: "", sharing: "share" },
    b: { status: "skipped", value: null, note: "", sharing: "share" },
  };
  start({ at: 5 });
  const locks = () => [...root.querySelectorAll(".review-lock")];
  expect(locks().map((lock) => lock.textContent)).toEqual(["Ben and I"]);
  press("Ben and I. Change who sees: Prompt a");
  expect(answers["a"]).toMatchObject({ value: 2, sharing: "private" });
  expect(locks().map((lock) => lock.textContent)).toEqual(["Only for me"]);
  expect([...root.querySelectorAll(".review-answer.open")].map((open) => open.textContent)).toEqual([
    "Not answered",
    "Not answered",
  ]);
});
