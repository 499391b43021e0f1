import { useState } from "preact/hooks";
import { get, isCode } from "../../api/client";
import type { PastPoint, PastPoints } from "../../api/types";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { useAction } from "../../app/useAction";
import { useAsync } from "../../app/useAsync";
import { Button, EmptyState, Problem, Screen } from "../../design";
import { starters as w } from "@words/starters";
import { Sections } from "./Sections";
import { Topic } from "./Topic";
import "./starters.css";

const first = (): Promise<PastPoints> =>
  get<PastPoints>("/talking-points").catch((error: unknown) => {
    // A person who answers alone has no shared topics.
    if (isCode(error, "not_found")) return { results: [], next: null };
    throw error;
  });

/** The page of the topics of earlier check-ins, newest first. More are loaded page by page. */
export default function Topics() {
  const { data, error, reload } = useAsync(first);
  return (
    <Screen title={w.title}>
      <Sections here="topics" />
      {!data && <LoadingOrProblem error={error} onAgain={reload} />}
      {data?.results.length === 0 && data.next === null && (
        <EmptyState title={w.noTopics}>
          <p>{w.noTopicsLead}</p>
        </EmptyState>
      )}
      {data && (data.results.length > 0 || data.next !== null) && <Pages start={data} />}
    </Screen>
  );
}

function Pages({ start }: { start: PastPoints }) {
  const [points, setPoints] = useState<PastPoint[]>(start.results);
  const [next, setNext] = useState(start.next);
  const { busy, problem, run } = useAction();
  const more = () =>
    run(async () => {
      const page = await get<PastPoints>(`/talking-points?before=${next}`);
      setPoints((known) => [...known, ...page.results]);
      setNext(page.next);
    });
  return (
    <>
      <p class="soft">{w.topicsLead}</p>
      <ul class="bare stack-s">
        {points.map((point) => (
          <li key={point.id}>
            <Topic given={point} />
          </li>
        ))}
      </ul>
      <Problem>{problem}</Problem>
      {next !== null && (
        <Button kind="quiet" wide busy={busy} onClick={() => void more()}>
          {w.earlier}
        </Button>
      )}
    </>
  );
}
