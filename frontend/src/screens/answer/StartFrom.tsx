import { signal } from "@preact/signals";
import { get } from "../../api/client";
import type { Answers, CheckIn } from "../../api/types";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { Button, Card, Problem, Screen } from "../../design";
import { answer as w } from "@words/answer";
import { startingAnswers } from "./model";

/** Ids of the check-ins that the person, since this page was loaded, has chosen to begin without earlier answers. */
const fresh = signal<readonly string[]>([]);

/** Return the id of the check-in whose answers may be reused. Null once a prompt is answered or the choice is made. */
export function startFrom(checkIn: CheckIn, answers: Answers): string | null {
  if (Object.keys(answers).length > 0 || fresh.value.includes(checkIn.id)) return null;
  // The field is missing from a check-in that an older version of the app kept.
  return checkIn.start_from ?? null;
}

interface StartFromProps {
  checkIn: CheckIn;
  /** The id of the earlier check-in, which the person answered alone. */
  from: string;
  partner: string;
  onStart: (answers: Answers) => void;
}

/** The choice before the first check-in together: start with the answers that the person gave alone, or without. */
export function StartFrom({ checkIn, from, partner, onStart }: StartFromProps) {
  const { busy, problem, run } = useAction();
  const startFresh = (): void => {
    fresh.value = [...fresh.value, checkIn.id];
  };
  const take = () =>
    run(async () => {
      const past = await get<CheckIn>(`/history/${from}`);
      const answers = startingAnswers(checkIn.prompts, past);
      if (Object.keys(answers).length === 0) {
        toast(w.startFrom.none);
        startFresh();
      } else onStart(answers);
    });
  return (
    <Screen title={w.startFrom.title} back={{ href: "/", label: w.leave }}>
      <Card class="stack">
        <p>{w.startFrom.lead(partner)}</p>
        <p>{w.startFrom.sharing(partner)}</p>
        <Button wide busy={busy} onClick={take}>
          {w.startFrom.take}
        </Button>
        <Button kind="quiet" wide onClick={startFresh}>
          {w.startFrom.fresh}
        </Button>
        <Problem>{problem}</Problem>
      </Card>
    </Screen>
  );
}
