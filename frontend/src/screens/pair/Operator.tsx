import { me } from "../../app/session";
import { pair as w } from "@words/pair";
import "./pair.css";

/** Says who could technically read the answers, at every step of linking. */
export function Operator() {
  const operator = me.value?.operator;
  if (!operator) return null;
  return (
    <section class="operator stack-s" aria-labelledby="operator-title">
      <h2 id="operator-title">{w.whoRuns}</h2>
      <p>
        <strong>{operator.name}</strong>
      </p>
      <p class="soft">{operator.statement}</p>
      <p class="soft">{w.alsoKnows}</p>
    </section>
  );
}
