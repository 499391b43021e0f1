import { useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { get, isCode } from "../../api/client";
import type { Answer, CheckIn, Prompt } from "../../api/types";
import { LoadingOrProblem } from "../../app/LoadProblem";
import NotFound from "../../app/NotFound";
import { me } from "../../app/session";
import { longDate } from "../../app/time";
import { useAsync } from "../../app/useAsync";
import { useVisibility } from "../../platform/visibility";
import { Button, ButtonLink, Card, Icon, Screen } from "../../design";
import { ratings } from "@words/ratings";
import { history as w } from "@words/history";
import { JustForYou } from "./JustForYou";
import "./history.css";

/** The page with the person's own answers of an earlier check-in, from their present or any earlier space. */
export default function PastCheckIn() {
  const { params } = useRoute();
  const id = params["id"] ?? "";
  const { data, error, reload } = useAsync(() => get<CheckIn>(`/history/${id}`), id);
  if (isCode(error, "not_found")) return <NotFound />;
  return (
    <Screen title={data ? longDate(data.opens_at) : w.title} back={{ href: "/history", label: w.back }}>
      {!data && <LoadingOrProblem error={error} onAgain={reload} />}
      {data && <Own checkIn={data} />}
    </Screen>
  );
}

function Own({ checkIn }: { checkIn: CheckIn }) {
  const since = me.value?.space.since;
  const ofThisSpace =
    me.value?.space.state === "paired" && since != null && Date.parse(since) <= Date.parse(checkIn.opens_at);
  return (
    <>
      <p class="soft">{w.detailLead}</p>
      {checkIn.state === "revealed" && ofThisSpace && (
        <ButtonLink href={`/reveal/${checkIn.id}`} kind="quiet" wide>
          {w.lookTogether}
        </ButtonLink>
      )}
      {checkIn.state === "revealed" && ofThisSpace && <JustForYou checkInId={checkIn.id} />}
      {checkIn.state === "open" && checkIn.mine !== "submitted" && (
        <ButtonLink href={`/check-in/${checkIn.id}`} wide>
          {w.continue}
        </ButtonLink>
      )}
      <Card>
        <dl class="answers">
          {checkIn.prompts.map((prompt) => (
            <div key={prompt.id} class="answer">
              <dt>
                {prompt.kind === "guess" && <span class="soft small">{w.guessAbout} </span>}
                {prompt.kind === "agreement" && <span class="soft small">{w.keepIt} </span>}
                <span lang={prompt.kind === "agreement" ? undefined : prompt.language}>
                  {prompt.kind === "guess" && prompt.about ? prompt.about : prompt.text}
                </span>
              </dt>
              <dd>
                <Shown prompt={prompt} answer={checkIn.answers[prompt.id]} />
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  );
}

/** A private answer: it is marked with a lock, and a tap shows its words. */
function Locked({ prompt, answer }: { prompt: Prompt; answer: Answer }) {
  const [open, setOpen] = useState(false);
  useVisibility({ hidden: () => setOpen(false) });
  return (
    <span class="stack-s">
      <span class="row small past-private">
        <Icon name="lock" size={16} />
        {w.private}
      </span>
      <Button kind="quiet" label={`${open ? w.hide : w.show}: ${prompt.text}`} onClick={() => setOpen(!open)}>
        {open ? w.hide : w.show}
      </Button>
      {open && <Said prompt={prompt} answer={answer} />}
    </span>
  );
}

function Shown({ prompt, answer }: { prompt: Prompt; answer: Answer | undefined }) {
  if (!answer) return <span class="soft">{w.unanswered}</span>;
  if (answer.sharing === "private") return <Locked prompt={prompt} answer={answer} />;
  return <Said prompt={prompt} answer={answer} />;
}

function Said({ prompt, answer }: { prompt: Prompt; answer: Answer }) {
  const inWords = prompt.kind === "appreciation" || prompt.kind === "wish";
  return (
    <span class="stack-s">
      {!inWords && <strong>{wordFor(prompt, answer)}</strong>}
      {answer.note ? (
        <q class="past-note" dir="auto">
          {answer.note}
        </q>
      ) : (
        inWords && <span class="soft">{w.noWords}</span>
      )}
    </span>
  );
}

function wordFor(prompt: Prompt, answer: Answer): string {
  if (answer.status === "did_not_come_up") return ratings.didNotComeUp;
  if (answer.status === "skipped" || answer.value === null) return ratings.skipped;
  if (prompt.kind === "agreement") return answer.value === 5 ? w.keep : w.rest;
  return ratings.scale[answer.value - 1] ?? "";
}
