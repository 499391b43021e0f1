import { useState } from "preact/hooks";
import type { Point } from "../../api/types";
import { useClosedWhenHidden } from "../../app/useClosedWhenHidden";
import { Button, Card, Icon, Sheet } from "../../design";
import { home as w } from "@words/home";

/** What the engine noticed for this person alone. Closed until tapped: somebody may look along. */
export function PrivateCards({ cards }: { cards: Point[] }) {
  const [shown, setShown] = useState<Point | null>(null);
  useClosedWhenHidden(() => setShown(null));
  return (
    <>
      {cards.map((card) => (
        <Card key={card.id} as="section" labelledBy={`private-${card.id}`} tone="deep" class="stack-s">
          <h2 id={`private-${card.id}`} class="row">
            <Icon name="lock" size={18} />
            {w.private}
          </h2>
          <p class="soft">{w.privateNeutral}</p>
          <div>
            <Button kind="quiet" label={`${w.privateOpen}: ${w.private}`} onClick={() => setShown(card)}>
              {w.privateOpen}
            </Button>
          </div>
        </Card>
      ))}
      <Sheet open={shown !== null} title={w.private} onClose={() => setShown(null)}>
        {shown && <PrivateDetail card={shown} />}
      </Sheet>
    </>
  );
}

function PrivateDetail({ card }: { card: Point }) {
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
                <blockquote>{starter.text}</blockquote>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="soft small">{w.privateLead}</p>
    </>
  );
}
