import { useState } from "preact/hooks";
import { get } from "../../api/client";
import type { StarterList } from "../../api/types";
import { recall, remember } from "../../app/remembered";
import { useAction } from "../../app/useAction";
import { Button, Card, Problem, SelectField } from "../../design";
import { meanwhile as w } from "@words/meanwhile";

type Evening = keyof typeof w.evenings;
interface Plan {
  evening?: Evening;
  starter?: string;
}

/**
 * Something to do while waiting: choose an evening for the conversation, and a starter. Both choices stay on this
 * device, so that the partner learns nothing from them.
 */
export function Meanwhile({ id }: { id: string }) {
  const key = `plan.${id}`;
  const [plan, setPlan] = useState<Plan>(() => recall<Plan>(key) ?? {});
  const [all, setAll] = useState<string[]>([]);
  const [offered, setOffered] = useState("");
  const { busy, problem, run } = useAction();
  const keep = (part: Plan) => {
    const next = { ...plan, ...part };
    remember(key, next);
    setPlan(next);
  };
  const show = () =>
    run(async () => {
      const known = all.length > 0 ? all : sentences(await get<StarterList>("/starters"));
      setAll(known);
      const others = known.filter((text) => text !== offered);
      setOffered(others[Math.floor(Math.random() * others.length)] ?? "");
    });
  return (
    <Card title={w.title} tone="deep" class="stack meanwhile">
      <SelectField
        label={w.evening}
        value={plan.evening ?? "open"}
        onChange={(evening) => keep({ evening })}
        options={(Object.keys(w.evenings) as Evening[]).map((value) => ({ value, label: w.evenings[value] }))}
      />
      <h3>{plan.starter ? w.chosen : w.starter}</h3>
      {(offered || plan.starter) && (
        <blockquote class="serif" role="status">
          {offered || plan.starter}
        </blockquote>
      )}
      <div class="stack-s">
        {offered && (
          <Button
            kind="quiet"
            onClick={() => {
              keep({ starter: offered });
              setOffered("");
            }}
          >
            {w.choose}
          </Button>
        )}
        <Button kind={offered ? "plain" : "quiet"} busy={busy} onClick={show}>
          {offered || plan.starter ? w.another : w.show}
        </Button>
      </div>
      <Problem>{problem}</Problem>
      <p class="soft small">{w.onlyHere}</p>
    </Card>
  );
}

/** Return the starters for the person who begins. */
function sentences({ results }: StarterList): string[] {
  return results.flatMap(({ starters }) => starters.filter((one) => one.for === "feels").map((one) => one.text));
}
