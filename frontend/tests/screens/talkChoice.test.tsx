import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import type { Answer } from "../../src/api/types";
import { TalkChoice } from "../../src/screens/answer/TalkChoice";

const note: Answer = { status: "answered", value: 4, note: "On Thursday.", sharing: "share" };

/** Render the choice for this answer. Returns the switch, if there is one, and the answer after its last change. */
function offered(answer: Answer) {
  const root = document.createElement("div");
  document.body.append(root);
  const made: Answer[] = [];
  act(() =>
    render(<TalkChoice answer={answer} endsInWords={false} onChange={(changed) => made.push(changed)} />, root),
  );
  return { made, box: root.querySelector("input") };
}

test("a shared note can be marked to talk about, and unmarked", () => {
  for (const talk of [false, true]) {
    const { made, box } = offered({ ...note, talk });
    expect(box?.checked).toBe(talk);
    act(() => box?.click());
    expect(made).toEqual([{ ...note, talk: !talk }]);
  }
});

test("what the partner will not read can't be marked", () => {
  const hidden: Partial<Answer>[] = [{ note: "  " }, { sharing: "private" }, { status: "skipped", value: null }];
  for (const change of hidden) expect(offered({ ...note, ...change }).box).toBeNull();
});
