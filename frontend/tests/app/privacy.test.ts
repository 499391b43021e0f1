import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Me } from "../../src/api/types";
import { savePrivacy } from "../../src/app/privacy";
import { me } from "../../src/app/session";

const person = (tender_topics: boolean) =>
  ({ id: "u1", privacy: { tender_topics }, space: { couple_id: null } }) as unknown as Me;

let answer: ((answer: Response) => void)[];

beforeEach(() => {
  answer = [];
  document.cookie = "csrftoken=t";
  me.value = person(false);
  vi.stubGlobal("fetch", () => new Promise<Response>((resolve) => answer.push(resolve)));
});
afterEach(() => {
  me.value = undefined;
  vi.unstubAllGlobals();
});

test("the answer to an earlier choice does not undo a later one on the screen", async () => {
  const shown: (boolean | undefined)[] = [];
  const stop = me.subscribe((now) => shown.push(now?.privacy.tender_topics));
  const choices = [savePrivacy({ tender_topics: true }), savePrivacy({ tender_topics: false })];
  answer[0]?.(Response.json(person(true)));
  await choices[0];
  await vi.waitFor(() => expect(answer).toHaveLength(2));
  answer[1]?.(Response.json(person(false)));
  await choices[1];
  stop();
  expect(shown).toEqual([false, true, false, false]);
});
