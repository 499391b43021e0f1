/** The steps of a reveal and their order. Pure. */
import type { Guess, Point, Reveal } from "../../../api/types";

export type Step =
  | { kind: "words"; by: "theirs" | "mine"; text: string }
  | { kind: "strengths"; points: Point[] }
  | { kind: "guesses"; guesses: Guess[] }
  | { kind: "wishes" }
  | { kind: "conversation"; point: Point; place: number }
  | { kind: "neutral" };

/** The most strengths that a reveal shows. */
export const MOST_STRENGTHS = 2;

/**
 * Return what both wrote to this kind of prompt. The partner's words come first, because they are new to the reader.
 */
export function wordsOf(
  { answers }: Pick<Reveal, "answers">,
  kind: "appreciation" | "wish",
): { by: "theirs" | "mine"; text: string }[] {
  return (["theirs", "mine"] as const).flatMap((by) =>
    answers
      .filter(({ prompt }) => prompt.kind === kind)
      .map((row) => ({ by, text: row[by].status === "answered" ? row[by].note.trim() : "" }))
      .filter(({ text }) => text),
  );
}

/** Return the guesses whose guessed value is known. */
export function knownGuesses({ guesses }: Pick<Reveal, "guesses">): Guess[] {
  return guesses.filter(({ guessed }) => guessed !== null);
}

/** True if wishes are shown as quotes: in check-ins from before a wish became a conversation. */
export function quotesWishes(reveal: Reveal): boolean {
  return !reveal.conversations.some(({ role }) => role === "wish") && wordsOf(reveal, "wish").length > 0;
}

/**
 * Return the steps of a reveal: kind words, what went well, the guesses, then what to talk about. An empty part has no
 * step.
 */
export function stepsOf(reveal: Reveal): Step[] {
  const strengths = reveal.strengths.slice(0, MOST_STRENGTHS);
  const guesses = knownGuesses(reveal);
  const steps: Step[] = wordsOf(reveal, "appreciation").map((words) => ({ kind: "words", ...words }));
  if (strengths.length) steps.push({ kind: "strengths", points: strengths });
  if (guesses.length) steps.push({ kind: "guesses", guesses });
  reveal.conversations.forEach((point, place) => steps.push({ kind: "conversation", point, place }));
  if (reveal.neutral) steps.push({ kind: "neutral" });
  if (quotesWishes(reveal)) steps.push({ kind: "wishes" });
  return steps;
}

/** Return the place in an address's query: 0 is "Ready?", 1 is the first step, null is the list. */
export function placeIn(query: string | undefined, steps: number): number | null {
  if (query === undefined || !/^\d{1,2}$/.test(query)) return null;
  return Math.min(Number(query), steps);
}

/** Return the place after a turn. Null is the list, which comes after the last step. */
export function turned(place: number, turn: "next" | "back", steps: number): number | null {
  if (turn === "back") return Math.max(place - 1, Math.min(place, 1));
  return place >= steps ? null : place + 1;
}

/** Return how long a text is. Shorter texts are shown larger. */
export function sizeOf(text: string): "few" | "some" | "many" {
  return text.length <= 90 ? "few" : text.length <= 260 ? "some" : "many";
}
