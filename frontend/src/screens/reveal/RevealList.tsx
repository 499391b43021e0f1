import type { Point, Reveal } from "../../api/types";
import { longDate } from "../../app/time";
import { Button, Card, Mark, Screen } from "../../design";
import { moment } from "@words/moment";
import { reveal as w } from "@words/reveal";
import { AllAnswers } from "./Answers";
import { KeptOrResting } from "./KeptOrResting";
import { Guesses } from "./Guesses";
import { knownGuesses, MOST_STRENGTHS, quotesWishes, wordsOf } from "./moment/steps";
import { conversationTitle, PointCard, StrengthCard } from "./PointCard";
import { Quotes } from "./Quotes";

interface RevealListProps {
  reveal: Reveal;
  onPoint: (point: Point) => void;
  /** Show the reveal again, one thing at a time. */
  onAgain: () => void;
}

/** The whole reveal on one page, in the order of its steps, followed by all answers. */
export function RevealList({ reveal, onPoint, onAgain }: RevealListProps) {
  const partner = reveal.partner.display_name;
  const strengths = reveal.strengths.slice(0, MOST_STRENGTHS);
  const guesses = knownGuesses(reveal);
  return (
    <Screen
      title={w.title}
      kicker={w.kicker(reveal.number, longDate(reveal.opens_at))}
      back={{ href: "/", label: w.back }}
      class="reveal"
    >
      <div class="reveal-hello">
        <Mark size={72} />
        <p class="lead">{w.lead(partner)}</p>
      </div>
      {(strengths.length > 0 || wordsOf(reveal, "appreciation").length > 0) && (
        <section class="reveal-part stack" aria-labelledby="strengths">
          <h2 id="strengths">{w.strengths}</h2>
          <Quotes reveal={reveal} kind="appreciation" />
          {strengths.map((point) => (
            <StrengthCard key={point.id} point={point} partner={partner} />
          ))}
        </section>
      )}
      {guesses.length > 0 && (
        <section class="reveal-part stack" aria-labelledby="guesses">
          <h2 id="guesses">{w.guesses}</h2>
          <Guesses guesses={guesses} partner={partner} />
        </section>
      )}
      {reveal.conversations.map((point, place) => (
        <section key={point.id} class="reveal-part stack" aria-labelledby={`conversation-${place}`}>
          <h2 id={`conversation-${place}`}>{conversationTitle(point, place)}</h2>
          <PointCard
            point={point}
            partner={partner}
            onPoint={onPoint}
            kindWords={<Quotes reveal={reveal} kind="appreciation" />}
          />
        </section>
      ))}
      {reveal.neutral && (
        <Card title={w.neutralTitle} tone="sage" class="stack-s neutral">
          <p>{w.neutralBody}</p>
        </Card>
      )}
      {quotesWishes(reveal) && (
        <section class="reveal-part stack" aria-labelledby="wishes">
          <h2 id="wishes">{w.wishes}</h2>
          <Quotes reveal={reveal} kind="wish" />
        </section>
      )}
      <KeptOrResting agreements={reveal.agreements} />
      <AllAnswers rows={reveal.answers} partner={partner} />
      <Button kind="plain" onClick={onAgain}>
        {moment.again}
      </Button>
    </Screen>
  );
}
