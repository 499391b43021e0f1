import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import type { Me } from "../../src/api/types";
import { me } from "../../src/app/session";
import { RemindMe } from "../../src/screens/home/RemindMe";

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  me.value = undefined;
});

/** Render the switch in a browser without notifications, for a person with all reminders on except e-mail. */
async function shown(person: Partial<Me>) {
  const sent: unknown[] = [];
  let chosen = { push: true, email: false, kinds: { opening: true } };
  vi.stubGlobal("fetch", async (_url: string, { method, body }: RequestInit) => {
    if (method === "PATCH") {
      const part = JSON.parse(String(body)) as Partial<typeof chosen>;
      sent.push(part);
      chosen = { ...chosen, ...part };
    }
    return Response.json(chosen);
  });
  document.cookie = "csrftoken=t";
  me.value = { id: "u1", ...person } as Me;
  const root = document.body.appendChild(document.createElement("div"));
  await act(async () => render(<RemindMe />, root));
  await vi.waitFor(() => expect(root.textContent).not.toBe(""));
  return { root, sent, box: root.querySelector("input") };
}

test("where no reminder can arrive, no switch promises one", async () => {
  const { root, box } = await shown({ mail: false, email: null });
  expect(box).toBeNull();
  expect(root.textContent).toContain("This browser doesn't show notifications");
});

test("where only an e-mail can arrive, it is off until e-mail is on, and turns that on", async () => {
  const { root, sent, box } = await shown({ mail: true, email: "bo@example.org" });
  expect(box?.checked).toBe(false);
  await act(async () => box?.click());
  await vi.waitFor(() => expect(root.querySelector("input")?.checked).toBe(true));
  expect(sent).toEqual([{ email: true, kinds: { opening: true } }]);
});
