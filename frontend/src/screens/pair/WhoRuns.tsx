import type { Me } from "../../api/types";
import { sendsMail } from "../../app/session";
import { pair as w } from "@words/pair";
import { Watched } from "./BeforeLinking";
import "./pair.css";

/**
 * Say in two lines who could read the answers; the rest unfolds on a tap. On a server at home, which one of the two
 * usually runs, the whole statement is shown at once. Each person can also read the whole text on a separate page.
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
