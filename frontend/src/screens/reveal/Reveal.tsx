import { useRoute } from "preact-iso";
import { get, isCode } from "../../api/client";
import type { Point, Reveal } from "../../api/types";
import { LoadProblem } from "../../app/LoadProblem";
import { longDate } from "../../app/time";
import { useAsync } from "../../app/useAsync";
import { ButtonLink, Card, Loading, Mark, Screen } from "../../design";
import { reveal as w } from "@words/reveal";
import { AllAnswers, hasWords, Quotes } from "./Answers";
import { Guesses } from "./Guesses";
import { PointCard, StrengthCard } from "./PointCard";
import "./reveal.css";

/** The answers of both in a kind order: what went well, what is worth talking about, then the rest. */
export default function RevealScreen() {
  const id = useRoute().params["id"] ?? "";
  const { data, error, reload } = useAsync(() => get<Reveal>(`/check-ins/${id}/reveal`), id);
  const back = { href: "/", label: w.back };
  if (data) return <Together reveal={data} />;
  if (isCode(error, "not_found")) {
    return (
      <Screen title={w.goneTitle} back={back}>
        <Mark state="apart" />
        <p>{w.goneBody}</p>
        <ButtonLink href="/">{w.home}</ButtonLink>
      </Screen>
    );
  }
  return (
    <Screen title={w.title} quietTitle back={back}>
      {error ? <LoadProblem error={error} onAgain={() => void reload()} /> : <Loading label={w.loading} />}
    </Screen>
  );
}

function Together({ reveal }: { reveal: Reveal }) {
  const { strengths, conversations, answers, guesses } = reveal;
  const partner = reveal.partner.display_name;
  const appreciation = hasWords(answers, "appreciation");
  // Check-ins from before wishes were conversations have their words here.
  const quoted = !conversations.some(({ role }) => role === "wish");
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
      {(strengths.length > 0 || appreciation) && (
        <section class="reveal-part" aria-labelledby="strengths">
          <h2 id="strengths">{w.strengths}</h2>
          <Quotes
            rows={answers}
            kind="appreciation"
            labels={{ theirs: w.appreciated(partner), mine: w.youAppreciated }}
          />
          {strengths.map((point) => (
            <StrengthCard key={point.id} point={point} partner={partner} />
          ))}
        </section>
      )}
      {conversations.map((point, place) => (
        <section key={point.id} class="reveal-part" aria-labelledby={`conversation-${place}`}>
          <h2 id={`conversation-${place}`}>{conversationTitle(point, place)}</h2>
          <PointCard point={point} partner={partner} />
        </section>
      ))}
      {reveal.neutral && (
        <Card tone="sage" class="stack-s neutral" as="section" labelledBy="neutral">
          <h2 id="neutral">{w.neutralTitle}</h2>
          <p>{w.neutralBody}</p>
        </Card>
      )}
      {quoted && hasWords(answers, "wish") && (
        <section class="reveal-part" aria-labelledby="wishes">
          <h2 id="wishes">{w.wishes}</h2>
          <Quotes rows={answers} kind="wish" labels={{ theirs: w.wishOf(partner), mine: w.wishMine }} />
        </section>
      )}
      <Guesses guesses={guesses} partner={partner} />
      <AllAnswers rows={answers} partner={partner} />
    </Screen>
  );
}

function conversationTitle({ role }: Point, place: number): string {
  if (place > 0) return w.more;
  return role === "wish" || role === "light" ? w.conversation[role] : w.conversation.main;
}
