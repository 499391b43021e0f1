import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Me } from "../../src/api/types";
import { savePrivacy } from "../../src/app/privacy";
import { me } from "../../src/app/session";

const person = (tender_topics: boolean, id = "u1") =>
  ({ id, privacy: { tender_topics }, space: { couple_id: null } }) as unknown as Me;
const on = { tender_topics: true };
const off = { tender_topics: false };

let answer: ((answer: Response) => void)[];
let shown: (boolean | undefined)[];
let stop: () => void;

beforeEach(() => {
  answer = [];
  shown = [];
  document.cookie = "csrftoken=t";
  me.value = person(false);
  vi.stubGlobal("fetch", () => new Promise<Response>((resolve) => answer.push(resolve)));
  stop = me.subscribe((now) => shown.push(now?.privacy.tender_topics));
});
afterEach(() => {
  stop();
  me.value = undefined;
  vi.unstubAllGlobals();
});

/** Answer the request number `index`, once it has been sent. */
async function reply(index: number, response: Response): Promise<void> {
  await vi.waitFor(() => expect(answer.length).toBeGreaterThan(index));
  answer[index]?.(response);
}

const refused = () => Response.json({ error: { code: "unexpected", message: "" } }, { status: 500 });

test("the answer to an earlier choice does not undo a later one on the screen", async () => {
  const choices = [savePrivacy(on), savePrivacy(off)];
  await reply(0, Response.json(person(true)));
  await choices[0];
  await reply(1, Response.json(person(false)));
  await choices[1];
  expect(shown).toEqual([false, true, false, false, false]);
});

test("after choices that failed, the page shows what the server has", async () => {
  const choices = [savePrivacy(on), savePrivacy(off)].map((choice) => expect(choice).rejects.toThrow());
  await reply(0, refused());
  await choices[0];
  await reply(1, refused());
  await choices[1];
  expect(shown.at(-1)).toBe(false);
  const again = [savePrivacy(on), expect(savePrivacy(off)).rejects.toThrow()];
  await reply(2, Response.json(person(true)));
  await again[0];
  await reply(3, refused());
  await again[1];
  expect(shown.at(-1)).toBe(true);
});

test("a choice that fails changes nothing for the next person on the page", async () => {
  const choice = expect(savePrivacy(on)).rejects.toThrow();
  me.value = person(true, "u2");
  await reply(0, refused());
  await choice;
  expect(me.value).toEqual(person(true, "u2"));
});
