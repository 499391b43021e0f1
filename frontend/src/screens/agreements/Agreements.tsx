import { useState } from "preact/hooks";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { me, partnerLabel } from "../../app/session";
import { plainDate } from "../../app/time";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { Button, Card, EmptyState, Problem, Screen } from "../../design";
import { agreements as w } from "@words/agreements";
import { common } from "@words/common";
import { AgreementForm } from "./AgreementForm";
import { type Agreements, useAgreements } from "./useAgreements";
import "./agreements.css";

/** The page of the couple's agreements, and of the suggestions that wait for the other person's yes. */
export default function AgreementsScreen() {
  const paired = me.value?.space.state === "paired";
  return (
    <Screen title={w.title} back={{ href: "/", label: w.back }}>
      {paired ? <OfTwo /> : <p>{w.alone}</p>}
    </Screen>
  );
}

function OfTwo() {
  const agreements = useAgreements();
  const { data, error, reload } = agreements;
  const partner = partnerLabel.value;
  if (!data) return <LoadingOrProblem error={error} onAgain={reload} />;
  const { standing, waiting, resting, room } = data;
  const theirs = waiting.filter(({ mine }) => !mine);
  const mine = waiting.filter((each) => each.mine);
  return (
    <>
      {standing.length + waiting.length + resting.length === 0 ? (
        <EmptyState title={w.none}>
          <p>{w.noneLead}</p>
        </EmptyState>
      ) : (
        <p class="soft">
          {w.lead} {standing.length > 0 && w.asked}
        </p>
      )}
      {theirs.map(({ id, text }) => (
        <Suggested key={id} id={id} text={text} partner={partner} agreements={agreements} />
      ))}
      {standing.length > 0 && (
        <ul class="bare stack">
          {standing.map(({ id, text, agreed_on }) => (
            <Card as="li" tone="sage" key={id} class="stack-s">
              <Words>{text}</Words>
              <p class="small soft">{w.agreedOn(plainDate(agreed_on))}</p>
              <End id={id} text={text} agreements={agreements} />
            </Card>
          ))}
        </ul>
      )}
      {mine.map(({ id, text }) => (
        <Card as="section" key={id} class="stack-s">
          <h2 class="agreement-kicker">{w.mine}</h2>
          <Words>{text}</Words>
          <p class="small soft">{w.waits(partner)}</p>
          <Action label={`${w.takeBack}: ${text}`} done={w.takenBack} send={() => agreements.end(id)}>
            {w.takeBack}
          </Action>
        </Card>
      ))}
      {resting.map(({ id, text }) => (
        <Card as="section" key={id} class="stack-s agreement-rests">
          <h2 class="agreement-kicker">{w.resting}</h2>
          <Words>{text}</Words>
          <p class="small soft">{w.restingHint}</p>
        </Card>
      ))}
      {room ? <AgreementForm onProposed={agreements.set} /> : <p class="soft">{w.full}</p>}
      <p class="small soft">{w.kindLine}</p>
    </>
  );
}

function Words({ children }: { children: string }) {
  return (
    <blockquote class="agreement-words" dir="auto">
      {children}
    </blockquote>
  );
}

interface OneProps {
  id: string;
  text: string;
  agreements: Agreements;
}

/** An agreement that the partner suggests, which this person accepts or declines. */
function Suggested({ id, text, partner, agreements }: OneProps & { partner: string }) {
  const { busy, problem, run } = useAction();
  const answer = (said: string, send: () => Promise<void>): void =>
    void run(async () => {
      await send();
      toast(said);
    });
  return (
    <Card as="section" tone="clay" class="stack-s">
      <h2 class="agreement-kicker">{w.suggested(partner)}</h2>
      <Words>{text}</Words>
      <p class="small soft">{w.yesHint}</p>
      <div class="row">
        <Button busy={busy} label={`${w.yes}: ${text}`} onClick={() => answer(w.agreed, () => agreements.accept(id))}>
          {w.yes}
        </Button>
        <Button
          kind="quiet"
          busy={busy}
          label={`${w.notForMe}: ${text}`}
          onClick={() => answer(w.declined, () => agreements.end(id))}
        >
          {w.notForMe}
        </Button>
      </div>
      <Problem>{problem}</Problem>
    </Card>
  );
}

/** The button that ends an agreement. A second tap confirms. */
function End({ id, text, agreements }: OneProps) {
  const [sure, setSure] = useState(false);
  if (!sure) {
    return (
      <div class="agreement-action">
        <Button kind="plain" label={`${w.end}: ${text}`} onClick={() => setSure(true)}>
          {w.end}
        </Button>
      </div>
    );
  }
  return (
    <>
      <p class="small" role="status">
        {w.endHint}
      </p>
      <div class="row">
        <Action kind="quiet" label={`${w.endSure}: ${text}`} done={w.ended} send={() => agreements.end(id)}>
          {w.endSure}
        </Action>
        <Button kind="plain" onClick={() => setSure(false)}>
          {common.cancel}
        </Button>
      </div>
    </>
  );
}

interface ActionProps {
  kind?: "plain" | "quiet";
  label: string;
  done: string;
  send: () => Promise<void>;
  children: string;
}

function Action({ kind = "plain", label, done, send, children }: ActionProps) {
  const { busy, problem, run } = useAction();
  return (
    <div class="agreement-action">
      <Button
        kind={kind}
        busy={busy}
        label={label}
        onClick={() =>
          void run(async () => {
            await send();
            toast(done);
          })
        }
      >
        {children}
      </Button>
      <Problem>{problem}</Problem>
    </div>
  );
}
