import type { Me } from "../../api/types";
import { sendsMail } from "../../app/session";
import { pair as w } from "@words/pair";
import { Watched } from "./BeforeLinking";
import "./pair.css";

/**
 * Who could read the answers, in two lines; the rest on request. At home, where that is usually one of the two, the
 * whole statement stands open. Each person also has the whole text on a page of their own.
 */
export function WhoRuns({ operator }: { operator: Me["operator"] }) {
  const known = sendsMail.value ? w.alsoKnows : w.alsoKnowsWithoutMail;
  return (
    <div class="who-runs">
      <p class={operator.at_home ? "small" : "soft small"}>
        {operator.at_home ? operator.statement : w.inShort(operator.name)}
      </p>
      <details>
        <summary>{w.readMore}</summary>
        <div class="stack small">
          <p>{operator.at_home ? `${w.inTheApp} ${known}` : `${operator.statement} ${known}`}</p>
          <Watched />
        </div>
      </details>
    </div>
  );
}
