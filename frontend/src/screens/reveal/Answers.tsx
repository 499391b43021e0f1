import type { Reveal } from "../../api/types";
import { reveal as w } from "@words/reveal";
import { Disclosure } from "./Disclosure";
import { TwoAnswers, withoutLevel } from "./TwoAnswers";

type Row = Reveal["answers"][number];

const isWords = ({ prompt }: Row): boolean => prompt.kind === "appreciation" || prompt.kind === "wish";

/** All answers of both partners, folded at first. Guesses are in a separate part. */
export function AllAnswers({ rows, partner }: { rows: Row[]; partner: string }) {
  const rated = rows.filter((row) => !isWords(row) && row.prompt.kind !== "guess");
  return (
    <Disclosure label={w.all}>
      <p class="small soft">{w.allHint}</p>
      <ul class="bare evidence">
        {rated.map(({ prompt, mine, theirs }) => (
          <li key={prompt.id} class="stack-s">
            <p class="evidence-prompt" lang={prompt.language}>
              {prompt.text}
            </p>
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
