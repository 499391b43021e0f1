import type { Me } from "../../api/types";
import { Card } from "../../design";
import { pair as w } from "@words/pair";
import { Operator } from "./Operator";

/**
 * The two warnings that each person reads before they write anything: the server's operator could read the answers, and
 * someone else may read along on the device.
 */
export function BeforeLinking({ operator }: { operator?: Me["operator"] }) {
  return (
    <Card tone="deep" class="stack">
      <Operator by={operator} inText />
      <Watched />
    </Card>
  );
}

/** The warning that someone else may read along on this device. */
export function Watched() {
  return (
    <section class="operator stack-s" aria-labelledby="watched-title">
      <h2 id="watched-title">{w.watchedTitle}</h2>
      <p class="soft small">{w.watched}</p>
    </section>
  );
}
