import type { Me } from "../../api/types";
import { me, sendsMail } from "../../app/session";
import { pair as w } from "@words/pair";
import "./pair.css";

/**
 * Say who runs the server and could technically read the answers. `by`: the operator, for a person who is not signed
 * in. `inText`: leave out the line with the operator's name, because the statement contains it.
 */
export function Operator({ by, inText }: { by?: Me["operator"]; inText?: boolean }) {
  const operator = by ?? me.value?.operator;
  if (!operator) return null;
  return (
    <section class="operator stack-s" aria-labelledby="operator-title">
      <h2 id="operator-title">{w.whoRuns}</h2>
      {!inText && (
        <p>
          <strong>{operator.name}</strong>
        </p>
      )}
      <p class="soft small">{operator.statement}</p>
      <p class="soft small">{sendsMail.value ? w.alsoKnows : w.alsoKnowsWithoutMail}</p>
    </section>
  );
}
