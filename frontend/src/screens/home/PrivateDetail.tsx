import type { Point } from "../../api/types";
import { home as w } from "@words/home";

/** The rule of a card about weeks in which this person had little of everything. */
const ALL_LOW = "drift.all_low";

/** One private card: what it says, why, and words to start with. */
export function PrivateDetail({ card }: { card: Point }) {
  const mine = card.starters.filter((starter) => starter.for === "feels");
  return (
    <>
      <p>
        <strong>{card.headline}</strong>
      </p>
      {card.reason && <p>{card.reason.meaning}</p>}
      <h3>{w.privateWhy}</h3>
      {card.why.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {mine.length > 0 && (
        <>
          <h3>{w.privateStart}</h3>
          <ul class="bare stack-s">
            {mine.map((starter) => (
              <li key={starter.key}>
                <blockquote lang={starter.language}>{starter.text}</blockquote>
              </li>
            ))}
          </ul>
        </>
      )}
      {card.why.rule === ALL_LOW && (
        <p>
          <a class="tall" href="/more">
            {w.privateHelp}
          </a>
        </p>
      )}
      <p class="soft small">{w.privateLead}</p>
    </>
  );
}
