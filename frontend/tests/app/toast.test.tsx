import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { offerUpdate, toast, Toasts } from "../../src/app/toast";

const root = document.body.appendChild(document.createElement("div"));
const texts = (place: string): string[] =>
  [...root.querySelectorAll(`${place} .toast p`)].map((text) => text.textContent ?? "");
const button = (name: string): HTMLButtonElement | undefined =>
  [...root.querySelectorAll("button")].find(({ textContent }) => textContent === name);

test("a message that stays stands above the page, where it hides no button, and can be closed", () => {
  const apply = vi.fn();
  act(() =>
    render(
      <>
        <Toasts stays />
        <Toasts />
      </>,
      root,
    ),
  );
  act(() => {
    offerUpdate(apply);
    toast("Saved.");
  });
  expect(texts(".standing")).toEqual(["A new version is ready."]);
  expect(texts(".toasts")).toEqual(["Saved."]);
  act(() => [...root.querySelectorAll<HTMLButtonElement>(".standing button")].at(-1)?.click());
  expect(texts(".standing")).toEqual([]);
  expect(apply).not.toHaveBeenCalled();
  act(() => offerUpdate(apply));
  act(() => button("Update now")?.click());
  expect(apply).toHaveBeenCalledOnce();
  expect(texts(".standing")).toEqual([]);
});
