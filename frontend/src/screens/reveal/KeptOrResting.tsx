import type { Reveal } from "../../api/types";
import { Card } from "../../design";
import { agreements as w } from "@words/agreements";
import { reveal } from "@words/reveal";
import "../agreements/agreements.css";

interface KeptOrRestingProps {
  /** Missing from a reveal that an older version of the app kept on this device. */
  agreements: Reveal["agreements"] | undefined;
}

/** The result of "Keep it?" for each agreement that was asked about. Both see the same result, and no one's answer. */
export function KeptOrResting({ agreements }: KeptOrRestingProps) {
  if (!agreements?.length) return null;
  return (
    <section class="reveal-part stack" aria-labelledby="agreed">
      <h2 id="agreed">{w.title}</h2>
      {agreements.map(({ text, kept }) => (
        <Card key={text} tone={kept ? "sage" : "plain"} class="stack-s">
          <blockquote class="agreement-words" dir="auto">
            {text}
          </blockquote>
          <p class="small soft">{kept ? reveal.keptAgreement : reveal.restingAgreement}</p>
        </Card>
      ))}
    </section>
  );
}
