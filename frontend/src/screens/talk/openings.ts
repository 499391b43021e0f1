/** The sentences that a conversation can begin with. Pure. */
import type { Point, Who } from "../../api/types";

/** The data of a talking point that a conversation needs. */
export type Topic = Pick<Point, "id" | "headline" | "felt_by" | "starters" | "words" | "light" | "experiment"> & {
  voice: Pick<Point["voice"], "talked_on">;
};

/** Make a topic without words, for a page that was reloaded without a network. */
export const wordless = (id: string): Topic => ({
  id,
  headline: "",
  felt_by: "both",
  starters: [],
  words: null,
  light: null,
  experiment: null,
  voice: { talked_on: null },
});

export interface Opening {
  text: string;
  kind: "wish" | "question" | "starter";
  /** The author, if the opening is a wish; else null. */
  by: Who | null;
}

/** True if this person, or both, felt what the topic is about. Also true if the topic names no one. */
const felt = ({ felt_by }: Topic, who: Who): boolean => felt_by === who || felt_by === "both" || felt_by === null;

/**
 * Return the sentences that the speaker can choose from: the wish itself, light questions, or starters for their role.
 */
export function openings(topic: Topic, speaks: Who): Opening[] {
  const { words, light, starters } = topic;
  if (light) return light.questions.map((text) => ({ kind: "question", text, by: null }));
  const wanted = felt(topic, speaks) ? "feels" : "listens";
  const own = starters.filter((starter) => starter.for === wanted);
  const wish: Opening[] = words ? [{ kind: "wish", text: words.text, by: words.by }] : [];
  return [...wish, ...(own.length ? own : starters).map(({ text }): Opening => ({ kind: "starter", text, by: null }))];
}

/** Return an example of what the listener can say; null if the library has none for this role. */
export function echo(topic: Topic, speaks: Who): string | null {
  if (!felt(topic, speaks)) return null;
  return topic.starters.find((starter) => starter.for === "listens")?.text ?? null;
}
