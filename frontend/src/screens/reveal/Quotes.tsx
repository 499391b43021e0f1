import type { Reveal } from "../../api/types";
import { reveal as w } from "@words/reveal";
import { wordsOf } from "./moment/steps";
import "./quote.css";

interface QuotesProps {
  reveal: Pick<Reveal, "answers" | "partner">;
  kind: "appreciation" | "wish";
}

/** What both partners wrote to one kind of prompt, as quotes. */
export function Quotes({ reveal, kind }: QuotesProps) {
  const partner = reveal.partner.display_name;
  const labels =
    kind === "appreciation"
      ? { theirs: w.appreciated(partner), mine: w.youAppreciated }
      : { theirs: w.wishOf(partner), mine: w.wishMine };
  return (
    <>
      {wordsOf(reveal, kind).map(({ by, text }) => (
        <figure key={by} class={`quote ${by}`}>
          <figcaption>{labels[by]}</figcaption>
          <blockquote dir="auto">{text}</blockquote>
        </figure>
      ))}
    </>
  );
}
