/**
 * Three-way merge of one person's draft, written in two places (two tabs, two phones, a late offline sync).
 *
 * Pure. The first rule: no words are ever lost. If both sides chose a different point, the side that the person uses
 * now wins (`mine`). If a note differs on both sides, both texts are kept.
 */
import type { Answer, Answers } from "../api/types";

export interface Merged {
  answers: Answers;
  /** Ids of the prompts whose merged answer differs from the answer in `mine`, so that the screen has to be updated. */
  changed: string[];
  /** Ids of the prompts whose notes differed on both sides and now hold both texts. */
  joined: string[];
}

export function sameAnswer(a: Answer | undefined, b: Answer | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  const same = a.status === b.status && a.value === b.value && a.note === b.note && a.sharing === b.sharing;
  return same && wantsTalk(a) === wantsTalk(b);
}

const wantsTalk = (answer: Answer | undefined): boolean => answer?.talk === true;

export function sameAnswers(a: Answers, b: Answers): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const key of keys) if (!sameAnswer(a[key], b[key])) return false;
  return true;
}

/** Join two notes that were both edited from `base`. A text that both have in common is kept once. */
export function joinNotes(base: string, mine: string, theirs: string): string {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  if (mine.includes(theirs)) return mine;
  if (theirs.includes(mine)) return theirs;
  // Both sides only added text at the end of `base`: keep `base` once, then both additions.
  if (base && mine.startsWith(base) && theirs.startsWith(base)) return `${mine}\n\n${theirs.slice(base.length).trim()}`;
  return `${mine}\n\n${theirs}`;
}

/**
 * Merge one prompt's answer. `base` is the last answer that both sides had in common.
 * A missing answer never counts as a deletion: the app deletes no answer, so an answer on either side is kept.
 */
export function mergeAnswer(
  base: Answer | undefined,
  mine: Answer | undefined,
  theirs: Answer | undefined,
): Answer | undefined {
  if (!mine || !theirs) return mine ?? theirs;
  if (sameAnswer(mine, theirs) || sameAnswer(base, theirs)) return mine;
  if (sameAnswer(base, mine)) return theirs;
  const tappedHere = !base || base.status !== mine.status || base.value !== mine.value;
  const tap = tappedHere ? mine : theirs;
  return {
    status: tap.status,
    value: tap.value,
    note: joinNotes(base?.note ?? "", mine.note, theirs.note),
    sharing: mergeSharing(base, mine, theirs),
    talk: wantsTalk(mine) === wantsTalk(base) ? wantsTalk(theirs) : wantsTalk(mine),
  };
}

/** Merge the sharing choice: the side that changed it wins. Without a common `base`, the more private choice wins. */
function mergeSharing(base: Answer | undefined, mine: Answer, theirs: Answer): Answer["sharing"] {
  if (mine.sharing === theirs.sharing) return mine.sharing;
  if (!base) return "private";
  return mine.sharing === base.sharing ? theirs.sharing : mine.sharing;
}

/** Merge whole drafts, prompt by prompt. */
export function mergeAnswers(base: Answers, mine: Answers, theirs: Answers): Merged {
  const merged: Merged = { answers: {}, changed: [], joined: [] };
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const answer = mergeAnswer(base[key], mine[key], theirs[key]);
    if (!answer) continue;
    merged.answers[key] = answer;
    if (!sameAnswer(answer, mine[key])) merged.changed.push(key);
    const bothWrote = answer.note !== (mine[key]?.note ?? "") && answer.note !== (theirs[key]?.note ?? "");
    if (bothWrote) merged.joined.push(key);
  }
  return merged;
}
