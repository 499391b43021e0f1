import { del, get, put } from "../../api/client";
import type { StarterList } from "../../api/types";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { partnerName } from "../../app/session";
import { plainDate } from "../../app/time";
import { useAsync } from "../../app/useAsync";
import { useChanges } from "../../app/useChanges";
import { Button, ButtonLink, EmptyState, IconButton, Screen } from "../../design";
import { starters as w } from "@words/starters";
import { Done } from "../reveal/Done";
import { type ListedStarter, list, today } from "./list";
import { Sections } from "./Sections";
import "./starters.css";

/** The page of the couple's shared list of starters. */
export default function Ours() {
  const { data, error, reload } = useAsync(() => get<StarterList>("/starters?saved=true"));
  // The changes of this visit leave the order as it is, so that a tap can be undone at the same place.
  const { changes, change } = useChanges<ListedStarter>();
  const { waiting, talked } = list(data?.results ?? []);
  const empty = data !== null && waiting.length + talked.length === 0;

  const lines = (sentences: ListedStarter[]) => (
    <ul class="bare stack">
      {sentences.map((kept) => (
        <li key={kept.key}>
          <Line kept={{ ...kept, ...changes[kept.key] }} onChange={(next, send) => void change(kept.key, next, send)} />
        </li>
      ))}
    </ul>
  );

  return (
    <Screen title={w.title}>
      <Sections here="ours" />
      {!data && <LoadingOrProblem error={error} onAgain={reload} />}
      {empty && (
        <EmptyState title={w.nothingSaved}>
          <p>{partnerName.value ? w.nothingSavedLead : w.nothingSavedLeadAlone}</p>
          <ButtonLink kind="quiet" href="/starters">
            {w.toLibrary}
          </ButtonLink>
        </EmptyState>
      )}
      {data && !empty && (
        <>
          <p class="soft">{w.oursLead(partnerName.value || w.partner)}</p>
          <section class="stack" aria-labelledby="to-talk">
            <h2 id="to-talk">{w.toTalk}</h2>
            {waiting.length > 0 ? lines(waiting) : <p>{w.allTalked}</p>}
          </section>
          {talked.length > 0 && (
            <section class="stack" aria-labelledby="talked-about">
              <h2 id="talked-about">{w.talkedAbout}</h2>
              {lines(talked)}
            </section>
          )}
        </>
      )}
    </Screen>
  );
}

interface LineProps {
  kept: ListedStarter;
  onChange: (next: Partial<ListedStarter>, send: () => Promise<unknown>) => void;
}

function Line({ kept, onChange }: LineProps) {
  const path = `/starters/${kept.key}`;
  return (
    <article class={`kept ${kept.dimension}${kept.saved ? "" : " off"}`}>
      <p class="kept-about">
        <strong>{kept.about}</strong>
        <span>{kept.for === "feels" ? w.feels : w.listens}</span>
      </p>
      <div class={`sentence ${kept.for}`}>
        <blockquote>{kept.text}</blockquote>
        <IconButton
          icon="bookmark"
          pressed={kept.saved}
          label={w.keep(kept.text)}
          onClick={() =>
            kept.saved
              ? onChange({ saved: false, talked_on: null }, () => del(`${path}/saved`))
              : onChange({ saved: true }, () => put(`${path}/saved`))
          }
        />
      </div>
      {kept.saved &&
        (kept.talked_on ? (
          <Done
            words={w.talkedOn(plainDate(kept.talked_on))}
            onUndo={() => onChange({ talked_on: null }, () => del(`${path}/talked`))}
          />
        ) : (
          <div>
            <Button
              kind="quiet"
              label={`${w.talked}: ${kept.text}`}
              onClick={() => onChange({ talked_on: today() }, () => put(`${path}/talked`))}
            >
              {w.talked}
            </Button>
          </div>
        ))}
    </article>
  );
}
