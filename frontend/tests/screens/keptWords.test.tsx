import { render } from "preact";
import { LocationProvider } from "preact-iso";
import { afterEach, expect, test } from "vitest";
import { memoryOnly } from "../../src/app/online";
import type { Draft, DraftEnd } from "../../src/drafts/store";
import { KeptWords } from "../../src/screens/answer/KeptWords";

const note = (words: string) => ({ status: "answered" as const, value: null, note: words, sharing: "share" as const });
const prompt = (id: string) => ({ id, kind: "appreciation", text: `Prompt ${id}`, about: null });

function shown(end: Exclude<DraftEnd, "open">, answers: Draft["answers"], base: Draft["base"]): string {
  const checkIn = { id: "c1", prompts: [prompt("p1"), prompt("p2")] } as unknown as Draft["checkIn"];
  const draft = {
    user: "u1",
    checkInId: "c1",
    checkIn,
    answers,
    base,
    baseRevision: Object.keys(base).length,
    edits: 1,
    synced: 0,
    joined: [],
    submissionId: null,
    end,
  };
  const root = document.body.appendChild(document.createElement("div"));
  render(
    <LocationProvider>
      <KeptWords draft={draft} onDiscard={async () => {}} />
    </LocationProvider>,
    root,
  );
  return root.textContent ?? "";
}

afterEach(() => {
  document.body.replaceChildren();
  memoryOnly.value = false;
});

test.each([
  ["check_in_closed", "closed"],
  ["space_ended", "space"],
  ["already_submitted", "submitted"],
] as const)("%s: each word is said to be where it is", (end, says) => {
  const saved = { p1: note("on the server") };
  const both = shown(end, { ...saved, p2: note("only here") }, saved);
  expect(both).toContain("They are only on this device.");
  expect(both).toContain("What you had saved before is in History.");
  expect(both).toContain("only here");
  expect(both).not.toContain("on the server");
  expect(both.toLowerCase()).toContain(says);

  const allSaved = shown(end, saved, saved);
  expect(allSaved).not.toContain("phone");
  expect(allSaved).toContain("is in History");

  const nothingSaved = shown(end, { p2: note("only here") }, {});
  expect(nothingSaved).toContain("They are only on this device.");
  expect(nothingSaved).not.toContain("history");
});

test("in a browser that keeps nothing, the words are said to be on the page", () => {
  memoryOnly.value = true;
  const text = shown("check_in_closed", { p2: note("only here") }, {});
  expect(text).toContain("They are only on this page");
  expect(text).not.toContain("only on this device");
});

test("a space that ended is not said to have closed in time", () => {
  expect(shown("space_ended", { p1: note("late") }, {})).not.toMatch(/check-in closed/);
});
