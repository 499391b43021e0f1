import { render } from "preact";
import { LocationProvider } from "preact-iso";
import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import type { Me } from "../../src/api/types";
import { me } from "../../src/app/session";
import Join from "../../src/screens/pair/Join";

const TOKEN = "AAAAAAAAAAAAAAAAAAAA_-";

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  me.value = undefined;
});

/** Type a code into the field and submit it. Returns the bodies of the requests. */
async function sentFor(typed: string): Promise<unknown[]> {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (_url: string, options: RequestInit) => {
    sent.push(JSON.parse(String(options.body)));
    return Response.json({ first_name: "Ana", operator: { name: "Us", statement: "" } });
  });
  document.cookie = "csrftoken=t";
  me.value = {
    id: "u1",
    display_name: "Bo",
    email: "bo@example.org",
    operator: { name: "Us", statement: "" },
  } as unknown as Me;
  const root = document.body.appendChild(document.createElement("div"));
  const page = (
    <LocationProvider>
      <Join />
    </LocationProvider>
  );
  await act(async () => render(page, root));
  const field = root.querySelector("input");
  if (!field) throw new Error("no field for the code");
  await act(async () => {
    field.value = typed;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await act(async () => void field.form?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })));
  return sent;
}

test.each([
  [`https://ours.example/join#${TOKEN}`, { token: TOKEN }],
  [`Join me on Side by Side https://ours.example/join%23${TOKEN}.`, { token: TOKEN }],
  ["Code: abcd\u2011efgh", { code: "ABCDEFGH" }],
  ["https://ours.example/join#short", { code: "OURSEXAMPLEJOINSHORT" }],
])("%s in the field for the code is taken for what it is", async (typed, secret) => {
  expect(await sentFor(typed)).toEqual([secret]);
});
