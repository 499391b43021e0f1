import { useState } from "preact/hooks";
import type { Point } from "../../api/types";
import { Button, Card, Icon, Sheet } from "../../design";
import { home as w } from "@words/home";

/** What the engine noticed for this person alone. It never leaves their own screen. */
export function PrivateCards({ cards }: { cards: Point[] }) {
  const [shown, setShown] = useState<Point | null>(null);
  return (
    <>
      {cards.map((card) => (
        <Card key={card.id} as="section" labelledBy={`private-${card.id}`} tone="deep" class="stack-s">
          <p class="row small private-kicker">
            <Icon name="lock" size={18} />
            {w.private}
          </p>
          <h2 id={`private-${card.id}`}>{card.headline}</h2>
          <p class="soft">{w.privateLead}</p>
          <div>
            <Button kind="quiet" label={`${w.privateMore}: ${card.headline}`} onClick={() => setShown(card)}>
              {w.privateMore}
            </Button>
          </div>
        </Card>
      ))}
      <Sheet open={shown !== null} title={shown?.headline ?? w.private} onClose={() => setShown(null)}>
        {shown && <PrivateDetail card={shown} />}
      </Sheet>
    </>
  );
}

function PrivateDetail({ card }: { card: Point }) {
  const mine = card.starters.filter((starter) => starter.for === "feels");
  return (
    <>
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
