import { describe, expect, it } from "vitest";
import type { Answer, Prompt } from "../../src/api/types";
import {
  BLANK,
  blankFor,
  firstOpen,
  inShort,
  isDone,
  openCount,
  startingAnswers,
  withLevel,
  withNote,
  withStatus,
} from "../../src/screens/answer/model";
import { verdict } from "../../src/screens/reveal/Guesses";

const prompt = (id: string, kind: Prompt["kind"] = "anchor"): Prompt => ({
  id,
  version: 1,
  kind,
  text: id,
  hint: "",
  dimension: null,
  side: null,
  about: null,
  tender: false,
});
const given = (change: Partial<Answer>): Answer => ({ ...BLANK, ...change });

describe("starting from answers given alone", () => {
  const past = {
    prompts: [
      prompt("a"),
      prompt("b"),
      prompt("c"),
      prompt("d"),
      prompt("g", "guess"),
      prompt("w", "wish"),
      prompt("o"),
    ],
    answers: {
      a: given({ value: 4 }),
      b: given({ value: 2, note: "On Thursday." }),
      c: given({ status: "skipped" }),
      d: given({ status: "did_not_come_up" }),
      g: given({ value: 3 }),
      w: given({ note: "Holidays" }),
      o: given({ value: 5 }),
    },
  };
  const here = [
    prompt("a"),
    prompt("b"),
    prompt("c"),
    prompt("d"),
    prompt("g", "guess"),
    prompt("w", "wish"),
    prompt("n"),
  ];

  it("takes the same prompts, keeps answers with words private, and leaves out skips and guesses", () => {
    expect(startingAnswers(here, past)).toEqual({
      a: given({ value: 4 }),
      b: given({ value: 2, note: "On Thursday.", sharing: "private" }),
      d: given({ status: "did_not_come_up" }),
      w: given({ note: "Holidays", sharing: "private" }),
    });
  });

  it("keeps a tender topic private until it is shared", () => {
    const tender = { ...prompt("a"), tender: true };
    expect(startingAnswers([tender], past)).toEqual({ a: given({ value: 4, sharing: "private" }) });
  });

  it("takes no answer to a prompt in other words", () => {
    expect(startingAnswers([{ ...prompt("a"), version: 2 }, prompt("n")], past)).toEqual({});
  });

  it("keeps private answers private", () => {
    const answers = { a: given({ value: 4, sharing: "private" }) };
    expect(startingAnswers(here, { ...past, answers })).toEqual(answers);
  });
});

describe("an answer", () => {
  it("is done with a point, words, a skip or “didn't come up”, and not while empty", () => {
    expect(isDone(prompt("a"), undefined)).toBe(false);
    expect(isDone(prompt("a"), BLANK)).toBe(false);
    expect(isDone(prompt("a"), given({ note: "only words" }))).toBe(false);
    expect(isDone(prompt("a"), given({ value: 1 }))).toBe(true);
    expect(isDone(prompt("a"), given({ status: "did_not_come_up" }))).toBe(true);
    expect(isDone(prompt("w", "wish"), given({ note: "  " }))).toBe(false);
    expect(isDone(prompt("w", "wish"), given({ note: "holidays" }))).toBe(true);
    expect(isDone(prompt("w", "wish"), given({ status: "skipped" }))).toBe(true);
  });

  it("about a tender topic is its author's alone until they choose otherwise", () => {
    expect(blankFor({ ...prompt("a"), tender: true }).sharing).toBe("private");
    expect(blankFor(prompt("a")).sharing).toBe("share");
  });

  it("never keeps a point together with a skip", () => {
    expect(withStatus(given({ value: 4 }), "skipped")).toMatchObject({ status: "skipped", value: null });
    expect(withLevel(given({ status: "skipped" }), 4)).toMatchObject({ status: "answered", value: 4 });
    expect(withStatus(given({ status: "skipped" }), "skipped")).toMatchObject({
      status: "answered",
      value: null,
    });
  });

  it("keeps its words and its sharing whatever is tapped", () => {
    const answer = given({ note: "words", sharing: "private" });
    expect(withStatus(withLevel(answer, 2), "did_not_come_up")).toMatchObject({
      note: "words",
      sharing: "private",
    });
  });

  it("drops only control characters", () => {
    expect(withNote(prompt("a"), BLANK, "line\nnext\ttab \u0000\u000bend é 🙂").note).toBe("line\nnext\ttab end é 🙂");
  });

  it("takes back a skip if words are written to a prompt for words", () => {
    expect(withNote(prompt("w", "wish"), given({ status: "skipped" }), "x").status).toBe("answered");
    expect(withNote(prompt("a"), given({ status: "skipped" }), "x").status).toBe("skipped");
  });

  it("reads in one line", () => {
    expect(inShort(prompt("a"), given({ value: 5 }))).toBe("All week");
    expect(inShort(prompt("w", "wish"), given({ status: "skipped" }))).toBe("Nothing this week");
  });
});

it("goes on at the first prompt still open", () => {
  const prompts = [prompt("a"), prompt("b"), prompt("c")];
  expect(firstOpen(prompts, {})).toBe(0);
  expect(firstOpen(prompts, { a: given({ value: 3 }), c: given({ value: 3 }) })).toBe(1);
  expect(openCount(prompts, { a: given({ value: 3 }) })).toBe(2);
  expect(firstOpen([], {})).toBe(0);
});

it("never calls a guess wrong", () => {
  for (const by of ["me", "partner"] as const) {
    for (const guessed of [1, 2, 3, 4, 5]) {
      for (const answered of [1, 3, 5]) {
        const words = verdict({ by, guessed, answered }, "Kim");
        expect(words).not.toMatch(/wrong|fail|bad|incorrect/i);
        expect(words.length).toBeGreaterThan(5);
      }
    }
  }
  expect(verdict({ by: "me", guessed: 3, answered: 3 }, "Kim")).toContain("Spot on");
});
