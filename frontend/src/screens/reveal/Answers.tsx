import type { Reveal } from "../../api/types";
import { reveal as w } from "@words/reveal";
import { Disclosure } from "./Disclosure";
import { TwoAnswers, withoutLevel } from "./TwoAnswers";

type Row = Reveal["answers"][number];

const isWords = ({ prompt }: Row): boolean => prompt.kind === "appreciation" || prompt.kind === "wish";

interface QuotesProps {
  rows: Row[];
  kind: "appreciation" | "wish";
  labels: { mine: string; theirs: string };
}

/** What both wrote in their own words, the partner's first: the reader came for those. */
export function Quotes({ rows, kind, labels }: QuotesProps) {
  const said = rows
    .filter(({ prompt }) => prompt.kind === kind)
    .flatMap(({ mine, theirs }) => [
      { who: "theirs" as const, note: theirs.status === "answered" ? theirs.note.trim() : "" },
      { who: "mine" as const, note: mine.status === "answered" ? mine.note.trim() : "" },
    ])
    .filter(({ note }) => note);
  if (!said.length) return null;
  return (
    <>
      {said.map(({ who, note }) => (
        <figure key={who} class={`quote ${who}`}>
          <figcaption>{labels[who]}</figcaption>
          <blockquote dir="auto">{note}</blockquote>
        </figure>
      ))}
    </>
  );
}

/** True if either wrote something to this kind of prompt. */
export function hasWords(rows: Row[], kind: "appreciation" | "wish"): boolean {
  return rows.some(
    ({ prompt, mine, theirs }) =>
      prompt.kind === kind && [mine, theirs].some((one) => one.status === "answered" && one.note.trim() !== ""),
  );
}

/** All answers of both, folded at first. Guesses have a part of their own. */
export function AllAnswers({ rows, partner }: { rows: Row[]; partner: string }) {
  const rated = rows.filter((row) => !isWords(row) && row.prompt.kind !== "guess");
  return (
    <Disclosure label={w.all}>
      <p class="small soft">{w.allHint}</p>
      <ul class="bare evidence">
        {rated.map(({ prompt, mine, theirs }) => (
          <li key={prompt.id}>
            <p class="evidence-prompt">{prompt.text}</p>
            <TwoAnswers
              mine={mine.value}
              theirs={theirs.value}
              partner={partner}
              mineWords={withoutLevel(mine)}
              theirsWords={withoutLevel(theirs)}
            />
            <Note who={w.you} note={mine.note} />
            <Note who={partner} note={theirs.note} />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function Note({ who, note }: { who: string; note: string }) {
  if (!note.trim()) return null;
  return (
    <p class="answer-note">
      <span>
        <bdi>{who}</bdi>:{" "}
      </span>
      <bdi>{note}</bdi>
    </p>
  );
}
