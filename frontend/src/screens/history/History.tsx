import { useState } from "preact/hooks";
import { get } from "../../api/client";
import type { Dimension, History as HistoryData, PastCheckIn } from "../../api/types";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { partnerLabel } from "../../app/session";
import { shortDate } from "../../app/time";
import { useAction } from "../../app/useAction";
import { useAsync } from "../../app/useAsync";
import { Button, Card, EmptyState, Icon, Problem, Screen, whole } from "../../design";
import { ratings } from "@words/ratings";
import { history as w } from "@words/history";
import { LevelPicture } from "./LevelPicture";
import { answered } from "./levels";
import "./history.css";

const dimensions: readonly Dimension[] = ["appreciation", "autonomy", "connection"];

export default function History() {
  const { data, error, reload } = useAsync(() => get<HistoryData>("/history"));
  return (
    <Screen title={w.title}>
      {!data && <LoadingOrProblem error={error} onAgain={reload} />}
      {data && data.check_ins.length === 0 && (
        <EmptyState title={w.empty}>
          <p>{w.emptyLead}</p>
        </EmptyState>
      )}
      {data && data.check_ins.length > 0 && (
        <>
          <Pages start={data} />
          {data.levels && <Levels levels={data.levels} />}
        </>
      )}
    </Screen>
  );
}

/** How many weeks are shown before the first tap on "Earlier", so that what follows is easy to reach. */
const FIRST_WEEKS = 6;

/** The list of earlier check-ins, which is loaded page by page. */
function Pages({ start }: { start: HistoryData }) {
  const [checkIns, setCheckIns] = useState(start.check_ins);
  const [all, setAll] = useState(start.check_ins.length <= FIRST_WEEKS);
  const [next, setNext] = useState(start.next);
  const { busy, problem, run } = useAction();
  const more = () =>
    run(async () => {
      const page = await get<HistoryData>(`/history?before=${next}`);
      setCheckIns((known) => [...known, ...page.check_ins]);
      setNext(page.next);
    });
  return (
    <section class="stack" aria-labelledby="list-title">
      <h2 id="list-title">{whole(w.list)}</h2>
      {checkIns.some((checkIn) => checkIn.shared_points > 0) && (
        <a class="tall" href="/starters/topics">
          {w.topics}
        </a>
      )}
      <ol class="bare listed">
        {(all ? checkIns : checkIns.slice(0, FIRST_WEEKS)).map((checkIn) => (
          <li key={checkIn.id}>
            <Past checkIn={checkIn} />
          </li>
        ))}
      </ol>
      <Problem>{problem}</Problem>
      {(!all || next !== null) && (
        <Button kind="quiet" wide busy={busy} onClick={() => (all ? void more() : setAll(true))}>
          {w.earlier}
        </Button>
      )}
    </section>
  );
}

function Levels({ levels }: { levels: NonNullable<HistoryData["levels"]> }) {
  const drawn = dimensions.filter((dimension) => answered(levels[dimension].mine).length > 1);
  const withTheirs = drawn.some((dimension) => answered(levels[dimension].theirs).length > 1);
  const partner = partnerLabel.value;
  if (drawn.length === 0) return <p class="soft">{w.tooFew}</p>;
  return (
    <section class="stack" aria-labelledby="lines-title">
      <h2 id="lines-title">{whole(w.lines)}</h2>
      <p class="soft">{w.lead}</p>
      <Card class="stack-l">
        {withTheirs && (
          <p class="row small legend">
            <span class="legend-mine">
              <b>{w.mine}</b>
            </span>
            <span class="legend-theirs">
              <b>{w.theirs(partner)}</b>
            </span>
          </p>
        )}
        {drawn.map((dimension) => (
          <LevelPicture
            key={dimension}
            name={ratings.dimensions[dimension]}
            partner={partner}
            mine={levels[dimension].mine}
            theirs={levels[dimension].theirs}
          />
        ))}
      </Card>
    </section>
  );
}

function Past({ checkIn }: { checkIn: PastCheckIn }) {
  return (
    <a class="past-link" href={`/history/${checkIn.id}`}>
      <span class={`past-shape ${checkIn.solo ? "solo" : checkIn.state}`} aria-hidden="true" />
      <span class="past-words">
        <strong>{shortDate(checkIn.opens_at)}</strong>
        <span class="soft small">
          {stateOf(checkIn)}
          {checkIn.shared_points > 0 && ` · ${w.shared(checkIn.shared_points)}`}
        </span>
      </span>
      <Icon name="forward" size={20} />
    </a>
  );
}

function stateOf(checkIn: PastCheckIn): string {
  if (checkIn.state === "open") return checkIn.mine === "submitted" ? w.openFinished : w.open;
  if (checkIn.solo) return w.solo;
  if (checkIn.state === "revealed") return w.number(checkIn.number);
  return checkIn.mine === "submitted" ? w.lapsed : w.lapsedUnanswered;
}
