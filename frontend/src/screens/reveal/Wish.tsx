import type { Point } from "../../api/types";
import { reveal as w } from "@words/reveal";
import "./quote.css";

interface WishProps {
  words: NonNullable<Point["words"]>;
  partner: string;
}

/** The wish of one partner: what they would like to talk about, in their own words. */
export function Wish({ words, partner }: WishProps) {
  return (
    <figure class={`quote ${words.by === "me" ? "mine" : "theirs"}`}>
      <figcaption>{words.by === "me" ? w.youWrote : w.wrote(partner)}</figcaption>
      <blockquote dir="auto">{words.text}</blockquote>
    </figure>
  );
}
