import { render } from "preact";
import { act } from "preact/test-utils";
import { LocationProvider } from "preact-iso";
import { afterEach, expect, test, vi } from "vitest";
import type { Me } from "../../src/api/types";
import { me } from "../../src/app/session";
import Reminders from "../../src/screens/settings/Reminders";

const CHOSEN = {
  push: false,
  email: false,
  kinds: { opening: true, repeat: true },
  at_most: 3,
  quiet_from: "22:00:00",
  quiet_to: "07:30:00",
  text: "generic",
};
const TITLES = { generic: { title: "Side by Side", body: "" }, warm: { title: "Hello", body: "" } };
const PREVIEW = { kinds: { opening: { name: "It opens", ...TITLES }, repeat: { name: "Again", ...TITLES } } };

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  me.value = undefined;
});

test("a choice that could not be saved takes only itself back", async () => {
  const answer: ((answer: Response) => void)[] = [];
  vi.stubGlobal("fetch", async (url: string, { method }: RequestInit) => {
    if (method === "PATCH") return new Promise<Response>((resolve) => answer.push(resolve));
    if (url.endsWith("/home")) return Response.json({ space: { state: "alone" } });
    return Response.json(url.endsWith("/preview") ? PREVIEW : CHOSEN);
  });
  document.cookie = "csrftoken=t";
  me.value = { id: "u1", mail: true, email: "bo@example.org", space: {} } as Me;
  const root = document.body.appendChild(document.createElement("div"));
  await act(async () =>
    render(
      <LocationProvider>
        <Reminders />
      </LocationProvider>,
      root,
    ),
  );
  const warm = () => root.querySelector<HTMLInputElement>('input[type="radio"][value="warm"]');
  const push = () => root.querySelector<HTMLInputElement>('input[role="switch"]');
  await vi.waitFor(() => expect(warm()).not.toBeNull());
  await act(async () => push()?.click());
  await act(async () => warm()?.click());
  answer[0]?.(Response.json({ error: { code: "unexpected", message: "" } }, { status: 500 }));
  await vi.waitFor(() => expect(answer).toHaveLength(2));
  await vi.waitFor(() => expect(push()?.checked).toBe(false));
  expect(warm()?.checked).toBe(true);
});
