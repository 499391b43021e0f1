import { Card } from "../../design";
import { pair as w } from "@words/pair";
import { Operator } from "./Operator";

/**
 * What both must know before they link: who runs the server and could read answers, and that a phone may be watched.
 */
export function BeforeLinking() {
  return (
    <Card tone="deep" class="stack">
      <Operator />
      <section class="operator stack-s" aria-labelledby="watched-title">
        <h2 id="watched-title">{w.watchedTitle}</h2>
        <p class="soft">{w.watched}</p>
      </section>
    </Card>
  );
}
