import type { Me } from "../../api/types";
import { sendsMail } from "../../app/session";
import { pair as w } from "@words/pair";
import { Watched } from "./BeforeLinking";
import "./pair.css";

/** Who could read the answers, in two lines; the rest on request. Each person has the whole text on a page of their own. */
export function WhoRuns({ operator }: { operator: Me["operator"] }) {
  return (
    <div class="who-runs">
      <p class="soft small">{w.inShort(operator.name)}</p>
      <details>
        <summary>{w.readMore}</summary>
        <div class="stack small">
          <p>
            {operator.statement} {sendsMail.value ? w.alsoKnows : w.alsoKnowsWithoutMail}
          </p>
          <Watched />
        </div>
      </details>
    </div>
  );
}
