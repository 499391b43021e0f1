import "fake-indexeddb/auto";
import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Me } from "../../src/api/types";
import { me } from "../../src/app/session";
import { notes, refresh } from "../../src/pocket/page";
import { dropPocket, LONGEST } from "../../src/pocket/store";
import { Earlier } from "../../src/screens/pocket/Earlier";

let root: HTMLElement;
let sent: unknown[] = [];

beforeEach(async () => {
  sent = [];
  vi.stubGlobal("fetch", async (_url: string, options?: RequestInit) => {
    if (options?.method === "PUT") sent.push(JSON.parse(String(options.body)));
    return Response.json({ notes: [{ id: "n1", text: "You made tea.", written_at: "2026-03-01T10:00:00Z" }] });
  });
  me.value = { id: "u1", space: { couple_id: "c" } } as unknown as Me;
  await refresh("u1");
  root = document.body.appendChild(document.createElement("div"));
  render(<Earlier user="u1" />, root);
  (await button("Earlier notes")).click();
  (await button("Edit the note: You made tea.")).click();
});
afterEach(async () => {
  render(null, root);
  root.remove();
  me.value = null;
  await dropPocket();
  vi.unstubAllGlobals();
});

const button = (name: string): Promise<HTMLButtonElement> =>
  vi.waitFor(() => {
    const found = [...root.querySelectorAll("button")].find((each) =>
      (each.getAttribute("aria-label") ?? each.textContent)?.startsWith(name),
    );
    expect(found).toBeDefined();
    return found as HTMLButtonElement;
  });
const field = (): Promise<HTMLTextAreaElement> =>
  vi.waitFor(() => {
    const found = root.querySelector("textarea");
    expect(found).not.toBeNull();
    return found as HTMLTextAreaElement;
  });

async function type(words: string): Promise<void> {
  const area = await field();
  area.value = words;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

it("changes the words of a note, with the focus in the field and then on the note", async () => {
  const area = await field();
  await vi.waitFor(() => expect(document.activeElement).toBe(area));
  await type("You made tea, and asked nothing.");
  (await button("Save")).click();
  const again = await button("Edit the note: You made tea, and asked");
  await vi.waitFor(() => expect(document.activeElement).toBe(again));
  expect(sent).toEqual([{ text: "You made tea, and asked nothing.", written_at: "2026-03-01T10:00:00Z" }]);
});

it("leaves the note as it was on Cancel, and sends nothing", async () => {
  await type("Something else");
  (await button("Cancel")).click();
  await button("Edit the note: You made tea.");
  expect(notes.value?.map(({ text }) => text)).toEqual(["You made tea."]);
  expect(sent).toEqual([]);
});

it("saves neither an empty note nor one that is too long", async () => {
  for (const words of ["  ", "a".repeat(LONGEST + 1)]) {
    await type(words);
    await vi.waitFor(async () => expect((await button("Save")).disabled).toBe(true));
  }
});
