import type { Point } from "../../api/types";
import { home as w } from "@words/home";

/** The engine's rule for weeks in which all answers of this person were low. */
const ALL_LOW = "drift.all_low";

/** A private card: what the engine noticed, why, and conversation starters. */
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
