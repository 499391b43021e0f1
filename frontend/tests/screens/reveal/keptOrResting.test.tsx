import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import type { Reveal } from "../../../src/api/types";
import { KeptOrResting } from "../../../src/screens/reveal/KeptOrResting";

const shown = (agreements: Reveal["agreements"] | undefined): HTMLElement => {
  const root = document.createElement("div");
  act(() => render(<KeptOrResting agreements={agreements} />, root));
  return root;
};

test("one line for each agreement says whether it is kept or rests", () => {
  const root = shown([
    { text: "We walk on Sundays.", kept: true },
    { text: "We read on Fridays.", kept: false },
  ]);
  expect([...root.querySelectorAll("blockquote")].map((one) => one.textContent)).toEqual([
    "We walk on Sundays.",
    "We read on Fridays.",
  ]);
  expect([...root.querySelectorAll("p")].map((one) => one.textContent?.split(".")[0])).toEqual([
    "You are both keeping this",
    "This one rests now",
  ]);
});

test("nothing stands there without one, or where a phone kept a reveal from before", () => {
  expect(shown([]).innerHTML).toBe("");
  expect(shown(undefined).innerHTML).toBe("");
});
