/** The rules by which the screen shows and changes answers. Pure. */
import type { Answer, Answers, CheckIn, Level, Prompt } from "../../api/types";
import { answer as w } from "@words/answer";
import { ratings } from "@words/ratings";
import { CONTROLS } from "../../platform/device";

/** True for a prompt that is answered in words, not on the scale. */
export const inWords = (prompt: Prompt): boolean => prompt.kind === "appreciation" || prompt.kind === "wish";

/** True for the prompt "Keep it?" about an agreement. `KEEP` and `REST` are the values of its two answers. */
export const isKeepIt = (prompt: Prompt): boolean => prompt.kind === "agreement";
export const KEEP: Level = 5;
export const LET_REST: Level = 1;

/** Return the sentence that the screen shows for a prompt. A guess asks about the partner's answer. */
export function inSentence(prompt: Prompt, partner: string | null): string {
  if (isKeepIt(prompt)) return w.keepIt.title;
  return prompt.kind === "guess" && prompt.about && partner ? w.guessAbout(partner) : prompt.text;
}

export const BLANK: Answer = { status: "answered", value: null, note: "", sharing: "share" };

/**
 * Return the empty answer that a prompt starts with, with the person's usual sharing choice. An answer to a tender
 * topic is private until its author chooses to share it. An answer about an agreement is always private.
 */
export const blankFor = (prompt: Prompt, usual: Answer["sharing"] = "share"): Answer => ({
  ...BLANK,
  sharing: prompt.tender || isKeepIt(prompt) ? "private" : usual,
});

/** True if the prompt has an answer: a point, words, "didn't come up" or a skip. */
export function isDone(prompt: Prompt, answer: Answer | undefined): boolean {
  if (!answer) return false;
  if (answer.status !== "answered") return true;
  return inWords(prompt) ? answer.note.trim() !== "" : answer.value !== null;
}

/** Return the index of the first prompt without an answer, or the number of prompts if all have one. */
export function firstOpen(prompts: Prompt[], answers: Answers): number {
  const index = prompts.findIndex((prompt) => !isDone(prompt, answers[prompt.id]));
  return index === -1 ? prompts.length : index;
}

/** Return the number of prompts without an answer. */
export function openCount(prompts: Prompt[], answers: Answers): number {
  return prompts.filter((prompt) => !isDone(prompt, answers[prompt.id])).length;
}

export const withLevel = (answer: Answer, value: Level): Answer => ({ ...answer, status: "answered", value });

/** Set the status "Skip" or "Didn't come up". If the answer has that status already, take it back. */
export function withStatus(answer: Answer, status: "did_not_come_up" | "skipped"): Answer {
  return answer.status === status ? { ...answer, status: "answered", value: null } : { ...answer, status, value: null };
}

/** Set the note of an answer. On a prompt that is answered in words, writing also takes back a skip. */
export function withNote(prompt: Prompt, answer: Answer, text: string): Answer {
  const note = text.replace(CONTROLS, "");
  return inWords(prompt) ? { ...answer, status: "answered", value: null, note } : { ...answer, note };
}

/** Return the answer as one line of the review. */
export function inShort(prompt: Prompt, answer: Answer | undefined): string {
  if (!answer || !isDone(prompt, answer)) return w.review.notAnswered;
  if (answer.status === "skipped") return prompt.kind === "wish" ? w.nothingThisWeek : w.review.skipped;
  if (answer.status === "did_not_come_up") return ratings.didNotComeUp;
  if (isKeepIt(prompt)) return answer.value === KEEP ? w.keepIt.keep : w.keepIt.rest;
  if (answer.value !== null) return ratings.scale[answer.value - 1] ?? "";
  return answer.note.trim();
}

/**
 * Return the answers that a person gave alone, to start the first check-in together with. Only prompts with unchanged
 * words count. The person wrote them for no one else, so an answer with words starts as "Only for me", and so does an
 * answer to a tender topic. Skips and guesses are left out.
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
