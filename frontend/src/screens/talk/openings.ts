/** The words that a conversation can begin with. Pure. */
import type { Point, Who } from "../../api/types";

/** What a conversation needs of its topic. */
export type Topic = Pick<Point, "id" | "headline" | "felt_by" | "starters" | "words" | "light" | "experiment"> & {
  talkedOn: string | null;
};

export const topicOf = ({ id, headline, felt_by, starters, words, light, experiment, voice }: Point): Topic => ({
  id,
  headline,
  felt_by,
  starters,
  words,
  light,
  experiment,
  talkedOn: voice.talked_on,
});

/** A topic whose words this page does not have, because it was loaded again without a network. */
export const wordless = (id: string): Topic => ({
  id,
  headline: "",
  felt_by: "both",
  starters: [],
  words: null,
  light: null,
  experiment: null,
  talkedOn: null,
});

export interface Opening {
  text: string;
  kind: "wish" | "question" | "starter";
  /** The author of a wish. */
  by: Who | null;
}

/** True if this one of the two felt it, or both did. */
const felt = ({ felt_by }: Topic, who: Who): boolean => felt_by === who || felt_by === "both" || felt_by === null;

/** What the one who begins can choose from: the wish in its author's words, light questions, or their own starters. */
export function openings(topic: Topic, speaks: Who): Opening[] {
  const { words, light, starters } = topic;
  if (light) return light.questions.map((text) => ({ kind: "question", text, by: null }));
  const wanted = felt(topic, speaks) ? "feels" : "listens";
  const own = starters.filter((starter) => starter.for === wanted);
  const wish: Opening[] = words ? [{ kind: "wish", text: words.text, by: words.by }] : [];
  return [...wish, ...(own.length ? own : starters).map(({ text }): Opening => ({ kind: "starter", text, by: null }))];
}

/** What the listener can say, as an example; null if the library has none for this role. */
export function echo(topic: Topic, speaks: Who): string | null {
  if (!felt(topic, speaks)) return null;
  return topic.starters.find((starter) => starter.for === "listens")?.text ?? null;
}
