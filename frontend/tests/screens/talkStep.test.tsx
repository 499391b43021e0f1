import { render } from "preact";
import { expect, test } from "vitest";
import type { Topic } from "../../src/screens/talk/openings";
import { wordless } from "../../src/screens/talk/openings";
import { Step } from "../../src/screens/talk/Step";
import { suggestTimes } from "../../src/screens/talk/times";
import { begin, next } from "../../src/screens/talk/turns";
import type { Turns } from "../../src/screens/talk/turns";

const NOW = Date.parse("2026-11-29T19:00:00Z");
const names = { me: "Robin", partner: "Kim" };
const topic: Topic = {
  ...wordless("p"),
  light: { kind: "news", questions: ["What was that moment like for you?"] },
};

function shown(turns: Turns, given: Topic, now = NOW): string {
  const root = document.createElement("div");
  const quiet = { opening: 0, quiet: "", back: { href: "/", label: "Leave" } };
  render(
    <Step
      turns={turns}
      topic={given}
      names={names}
      now={now}
      onOpening={() => undefined}
      onStep={() => undefined}
      {...quiet}
    />,
    root,
  );
  const text = root.textContent ?? "";
  render(null, root);
  return text;
}

test("each is asked about the kind words that they wrote themselves", () => {
  const first = next(begin("partner", false), NOW);
  expect(shown(first, topic)).toMatch(/Kim speaks.*kind words that Kim wrote.*What was that moment like for you\?/);
  const second = next(next(first, NOW), NOW);
  expect(shown(second, topic)).toMatch(
    /Robin speaks.*kind words that Robin wrote.*What was that moment like for you\?/,
  );
});

test("on two phones each page says you, and the one who listens sees no words to begin with", () => {
  const mine = next(begin("me", true), NOW);
  expect(shown(mine, topic)).toMatch(/You speak.*kind words that you wrote.*Kim listens\./);
  const theirs = shown(next(begin("partner", true), NOW), topic);
  expect(theirs).toMatch(/Kim speaks.*You only listen for now/);
  expect(theirs).not.toContain("What was that moment");
});

test("times are said softly, and not at all once they are switched off", () => {
  const speaking = next(begin("me", false), NOW);
  expect(shown(speaking, topic, NOW + 61_000)).toContain("About 4 minutes");
  expect(shown(speaking, topic, NOW + 3_600_000)).toContain("The time is up. Finish whenever you like.");
  suggestTimes(false);
  expect(shown(speaking, topic, NOW + 61_000)).not.toMatch(/minutes|time has gone/);
  suggestTimes(true);
});

test("without its words, the conversation goes on in one's own", () => {
  expect(shown(begin("me", false), wordless("p"))).toContain("Begin in your own words.");
});
