import type { Me } from "../../api/types";
import { Card } from "../../design";
import { pair as w } from "@words/pair";
import { Operator } from "./Operator";

/**
 * What each person reads once, before they write anything: who runs the server and could read answers, and that a phone
 * may be watched.
 */
export function BeforeLinking({ operator }: { operator?: Me["operator"] }) {
  return (
    <Card tone="deep" class="stack">
      <Operator by={operator} inText />
      <Watched />
    </Card>
  );
}

/** Someone else may read along on this device. */
export function Watched() {
  return (
    <section class="operator stack-s" aria-labelledby="watched-title">
      <h2 id="watched-title">{w.watchedTitle}</h2>
      <p class="soft small">{w.watched}</p>
    </section>
  );
}
