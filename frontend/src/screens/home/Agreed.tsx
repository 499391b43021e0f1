import type { Home } from "../../api/types";
import { Icon } from "../../design";
import { home as w } from "@words/home";

/** A link to the agreements: a suggestion waits for this person's yes, or agreements stand. */
export function Agreed({ state }: { state: NonNullable<Home["agreements"]> }) {
  return (
    <a class="line-card" href="/agreements">
      <Icon name="check" />
      <span>
        <strong>{w.agreed}</strong>
        {state === "waiting" && <span class="soft small">{w.suggestion}</span>}
      </span>
      <Icon name="forward" size={20} />
    </a>
  );
}
