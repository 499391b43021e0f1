import "fake-indexeddb/auto";
import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Me } from "../../src/api/types";
import { me } from "../../src/app/session";
import { notes } from "../../src/pocket/page";
import { dropPocket } from "../../src/pocket/store";
import { FromPocket, withWords } from "../../src/screens/answer/FromPocket";

let server: { id: string; text: string; written_at: string }[] = [];
let root: HTMLElement;

beforeEach(() => {
  vi.stubGlobal("fetch", async () => Response.json({ notes: server }));
  me.value = { id: "u1", space: { couple_id: "c" } } as unknown as Me;
  root = document.body.appendChild(document.createElement("div"));
});
afterEach(async () => {
  render(null, root);
  root.remove();
  me.value = null;
  server = [];
  await dropPocket();
  vi.unstubAllGlobals();
});

it("offers nothing if the pocket is empty", async () => {
  render(<FromPocket value="" onChange={() => undefined} />, root);
  await vi.waitFor(() => expect(notes.value).toEqual([]));
  expect(root.textContent).toBe("");
});

it("copies the words of a note, also of another device, and keeps the note", async () => {
  server = [{ id: "n1", text: "You made tea.", written_at: "2026-03-01T10:00:00Z" }];
  const onChange = vi.fn();
  render(<FromPocket value="" onChange={onChange} />, root);
  const button = (name: string) =>
    vi.waitFor(() => {
      const found = [...root.querySelectorAll("button")].find((each) =>
        (each.getAttribute("aria-label") ?? each.textContent)?.startsWith(name),
      );
      expect(found).toBeDefined();
      return found as HTMLButtonElement;
    });
  (await button("From your pocket")).click();
  (await button("Use: You made tea.")).click();
  expect(onChange).toHaveBeenCalledExactlyOnceWith("You made tea.");
  expect(notes.value?.map(({ text }) => text)).toEqual(["You made tea."]);
});

it("puts the words after what is in the field", () => {
  expect(withWords("", "tea")).toBe("tea");
  expect(withWords("Thank you. \n", "tea")).toBe("Thank you.\n\ntea");
});
