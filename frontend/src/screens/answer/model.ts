/** The rules for answers on the screen. Pure. */
import type { Answer, Answers, CheckIn, Level, Prompt } from "../../api/types";
import { answer as w } from "@words/answer";
import { ratings } from "@words/ratings";

/** Prompts that are answered in words, not on the scale. */
export const inWords = (prompt: Prompt): boolean => prompt.kind === "appreciation" || prompt.kind === "wish";

/** "Keep it?", about an agreement, and the values of its two answers. */
export const isKeepIt = (prompt: Prompt): boolean => prompt.kind === "agreement";
export const KEEP: Level = 5;
export const LET_REST: Level = 1;

/** The prompt as a sentence; a guess asks about the partner's answer. */
export function inSentence(prompt: Prompt, partner: string | null): string {
  if (isKeepIt(prompt)) return w.keepIt.title;
  return prompt.kind === "guess" && prompt.about && partner ? w.guessAbout(partner) : prompt.text;
}

export const BLANK: Answer = { status: "answered", value: null, note: "", sharing: "share" };

/**
 * The first answer of a prompt, shared as the person's answers usually are. An answer to a tender topic is private until
 * its author chooses to share it, and one about an agreement always is.
 */
export const blankFor = (prompt: Prompt, usual: Answer["sharing"] = "share"): Answer => ({
  ...BLANK,
  sharing: prompt.tender || isKeepIt(prompt) ? "private" : usual,
});

/** True when this prompt has been dealt with: a point, words, "didn't come up" or a skip. */
export function isDone(prompt: Prompt, answer: Answer | undefined): boolean {
  if (!answer) return false;
  if (answer.status !== "answered") return true;
  return inWords(prompt) ? answer.note.trim() !== "" : answer.value !== null;
}

/** Index of the first prompt still open, or the number of prompts when all are done. */
export function firstOpen(prompts: Prompt[], answers: Answers): number {
  const index = prompts.findIndex((prompt) => !isDone(prompt, answers[prompt.id]));
  return index === -1 ? prompts.length : index;
}

/** How many prompts have no answer yet. */
export function openCount(prompts: Prompt[], answers: Answers): number {
  return prompts.filter((prompt) => !isDone(prompt, answers[prompt.id])).length;
}

export const withLevel = (answer: Answer, value: Level): Answer => ({ ...answer, status: "answered", value });

/** Tapping a chosen "Skip" or "Didn't come up" again takes it back. */
export function withStatus(answer: Answer, status: "did_not_come_up" | "skipped"): Answer {
  return answer.status === status ? { ...answer, status: "answered", value: null } : { ...answer, status, value: null };
}

// Control characters that no keyboard makes and no server can keep; tab and line breaks stay.
const NOT_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Writing takes back a skip on a prompt that is answered in words. */
export function withNote(prompt: Prompt, answer: Answer, text: string): Answer {
  const note = text.replace(NOT_TEXT, "");
  return inWords(prompt) ? { ...answer, status: "answered", value: null, note } : { ...answer, note };
}

/** The answer in one line, for the review. */
export function inShort(prompt: Prompt, answer: Answer | undefined): string {
  if (!answer || !isDone(prompt, answer)) return w.review.notAnswered;
  if (answer.status === "skipped") return prompt.kind === "wish" ? w.nothingThisWeek : w.review.skipped;
  if (answer.status === "did_not_come_up") return ratings.didNotComeUp;
  if (isKeepIt(prompt)) return answer.value === KEEP ? w.keepIt.keep : w.keepIt.rest;
  if (answer.value !== null) return ratings.scale[answer.value - 1] ?? "";
  return answer.note.trim();
}

/**
 * The answers that a person gave alone, as a start for the first check-in together: those to prompts with the same
 * words. Alone they wrote for themselves only, so an answer with words starts as "Only for me", and so does a tender
 * topic. Skips and guesses are left out.
 */
export function startingAnswers(prompts: Prompt[], past: Pick<CheckIn, "prompts" | "answers">): Answers {
  const versions = new Map(past.prompts.map(({ id, version }) => [id, version]));
  const found: Answers = {};
  for (const prompt of prompts) {
    const answer = past.answers[prompt.id];
    if (!answer || answer.status === "skipped" || !isDone(prompt, answer)) continue;
    if (prompt.kind === "guess" || versions.get(prompt.id) !== prompt.version) continue;
    found[prompt.id] = answer.note.trim() || prompt.tender ? { ...answer, sharing: "private" } : answer;
  }
  return found;
}
