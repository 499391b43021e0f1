import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/api/types";
import { joinNotes, mergeAnswer, mergeAnswers, sameAnswer } from "../../src/drafts/merge";

const answer = (change: Partial<Answer> = {}): Answer => ({
  status: "answered",
  value: 3,
  note: "",
  sharing: "share",
  talk: false,
  ...change,
});

describe("joinNotes", () => {
  it("keeps whichever side wrote", () => {
    expect(joinNotes("a", "a", "a b")).toBe("a b");
    expect(joinNotes("a", "a b", "a")).toBe("a b");
  });

  it("joins when both wrote", () => {
    expect(joinNotes("", "walked by the sea", "you made soup")).toBe("walked by the sea\n\nyou made soup");
  });

  it("repeats a common beginning once", () => {
    expect(joinNotes("Thank you", "Thank you for the soup", "Thank you for calling")).toBe(
      "Thank you for the soup\n\nfor calling",
    );
  });

  it("does not repeat what is already inside", () => {
    expect(joinNotes("", "soup, and the call", "soup")).toBe("soup, and the call");
    expect(joinNotes("", "soup", "soup, and the call")).toBe("soup, and the call");
  });

  it("follows a side that cleared its note on purpose, unless the other wrote more", () => {
    expect(joinNotes("old", "", "old")).toBe("");
    expect(joinNotes("old", "", "old and new")).toBe("old and new");
  });
});

describe("mergeAnswer", () => {
  it("takes the side that changed", () => {
    expect(mergeAnswer(answer(), answer(), answer({ value: 5 }))).toEqual(answer({ value: 5 }));
    expect(mergeAnswer(answer(), answer({ value: 1 }), answer())).toEqual(answer({ value: 1 }));
  });

  it("keeps a tap from one side and a note from the other", () => {
    const mine = answer({ value: 5 });
    const theirs = answer({ note: "because of Tuesday" });
    expect(mergeAnswer(answer(), mine, theirs)).toEqual(answer({ value: 5, note: "because of Tuesday" }));
    expect(mergeAnswer(answer(), theirs, mine)).toEqual(answer({ value: 5, note: "because of Tuesday" }));
  });

  it("if both tapped, the place where the person is now wins", () => {
    expect(mergeAnswer(answer(), answer({ value: 1 }), answer({ value: 5 }))?.value).toBe(1);
  });

  it("never mixes a status of one side with a value of the other", () => {
    const skipped = answer({ status: "skipped", value: null });
    expect(mergeAnswer(answer(), skipped, answer({ value: 4, note: "n" }))).toEqual({
      ...skipped,
      note: "n",
    });
  });

  it("prefers private without a common past", () => {
    expect(mergeAnswer(undefined, answer({ note: "x" }), answer({ note: "x", sharing: "private" }))?.sharing).toBe(
      "private",
    );
  });

  it("follows the side that changed its mind about talking, and reads an old answer as without a wish", () => {
    const { talk: _, ...old } = answer({ note: "a" });
    expect(sameAnswer(old, answer({ note: "a" }))).toBe(true);
    expect(sameAnswer(old, answer({ note: "a", talk: true }))).toBe(false);
    expect(mergeAnswer(old, answer({ note: "a", talk: true }), answer({ note: "a b" }))?.talk).toBe(true);
    expect(mergeAnswer(old, answer({ note: "a b" }), answer({ note: "a", talk: true }))?.talk).toBe(true);
    const wished = answer({ note: "a", talk: true });
    expect(mergeAnswer(wished, answer({ note: "a b", talk: true }), answer({ note: "a" }))?.talk).toBe(false);
  });

  it("follows the side that changed sharing", () => {
    const base = answer({ sharing: "private", note: "a" });
    const theirs = answer({ sharing: "share", note: "a" });
    expect(mergeAnswer(base, answer({ sharing: "private", note: "a b" }), theirs)?.sharing).toBe("share");
  });

  it("keeps an answer that exists on one side only", () => {
    expect(mergeAnswer(answer(), answer(), undefined)).toEqual(answer());
    expect(mergeAnswer(undefined, undefined, answer())).toEqual(answer());
  });
});

describe("mergeAnswers", () => {
  it("names what changed and what was joined", () => {
    const base = { a: answer(), b: answer(), c: answer() };
    const mine = { a: answer({ note: "one" }), b: answer(), c: answer({ value: 1 }) };
    const theirs = { a: answer({ note: "two" }), b: answer({ value: 5 }), c: answer() };
    const merged = mergeAnswers(base, mine, theirs);
    expect(merged.answers).toEqual({
      a: answer({ note: "one\n\ntwo" }),
      b: answer({ value: 5 }),
      c: answer({ value: 1 }),
    });
    expect(merged.changed.sort()).toEqual(["a", "b"]);
    expect(merged.joined).toEqual(["a"]);
  });

  it("loses no word, whatever two places write", () => {
    const words = ["sea", "soup", "call", "garden", "late", "sorry", "laugh", "walk"];
    let seed = 7;
    const next = (n: number): number => (seed = (seed * 48271) % 2147483647) % n;
    const text = (): string => Array.from({ length: next(4) }, () => words[next(words.length)]).join(" ");
    for (let round = 0; round < 2000; round += 1) {
      const base = text();
      // Each side adds text to the note, as a person would.
      const mine = `${base} ${text()}`.trim();
      const theirs = next(2) ? `${base} ${text()}`.trim() : `${text()} ${base}`.trim();
      const merged = mergeAnswers(
        { p: answer({ note: base }) },
        { p: answer({ note: mine }) },
        { p: answer({ note: theirs }) },
      );
      const kept = merged.answers["p"]?.note ?? "";
      for (const word of `${mine} ${theirs}`.split(" ").filter(Boolean)) expect(kept).toContain(word);
    }
  });

  it("is stable: merging the result again adds nothing", () => {
    const base = { p: answer() };
    const theirs = { p: answer({ note: "two" }) };
    const once = mergeAnswers(base, { p: answer({ note: "one" }) }, theirs).answers;
    expect(mergeAnswers(theirs, once, theirs).answers).toEqual(once);
    expect(mergeAnswers(base, once, theirs).answers).toEqual(once);
  });
});
