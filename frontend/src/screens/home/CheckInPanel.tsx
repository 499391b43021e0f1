import { del, post } from "../../api/client";
import type { CheckInCard, Home, Schedule } from "../../api/types";
import { partnerLabel } from "../../app/session";
import { dayAndTime } from "../../app/time";
import { useAction } from "../../app/useAction";
import { useAsync } from "../../app/useAsync";
import { Button, ButtonLink, Card, Icon, Mark, Notice, Problem, ProgressDots, whole } from "../../design";
import { home as w } from "@words/home";

/** The card about this week's check-in: open, begun, submitted, or none. */
export function CheckInPanel({ home, onChange }: { home: Home; onChange: () => Promise<void> }) {
  const card = home.check_in;
  const alone = home.space.state === "alone";
  if (home.schedule?.resting) return <Resting card={card} onChange={onChange} />;
  if (card?.state === "open") return <Open card={card} home={home} />;
  if (home.schedule?.paused) return <Paused alone={alone} onChange={onChange} />;
  return (
    <Card title={card?.state === "revealed" ? w.after : w.quiet} tone="deep" class="stack-s">
      <p>{opens(home)}</p>
      {card?.state === "lapsed" && !alone && <p class="soft small">{w.lapsed}</p>}
    </Card>
  );
}

/** Return the text about when the next check-in opens. */
function opens({ next_opens_at, now }: Home): string {
  return next_opens_at ? w.quietLead(dayAndTime(next_opens_at, new Date(now))) : w.quietNoDate;
}

function Open({ card, home }: { card: CheckInCard; home: Home }) {
  const partner = partnerLabel.value;
  const alone = home.space.state === "alone";
  if (card.mine === "submitted") {
    return (
      <Card title={w.finished} tone="sage" class="stack">
        <p>{alone ? w.finishedAlone : w.finishedLead(partner)}</p>
        {alone && <p>{opens(home)}</p>}
        {card.partner_finished && <p>{w.partnerFinished(partner)}</p>}
        {!alone && (
          <ButtonLink href={`/waiting/${card.id}`} kind="quiet">
            {w.seeWaiting}
          </ButtonLink>
        )}
        {/* No one is reminded during a pause, so no nudge is offered. */}
        {!alone && !home.schedule?.paused && <LaterNudge id={card.id} />}
      </Card>
    );
  }
  const begun = card.mine === "draft";
  return (
    <Card as="section" labelledBy="week-title" class={alone ? "stack hero" : "stack"}>
      {!alone && <Mark size={60} />}
      <h2 id="week-title">{begun ? w.draftTitle : whole(w.open)}</h2>
      <p>
        {begun ? w.draft(card.answered, card.prompts) : alone ? w.openAlone(card.prompts) : w.openLead(card.prompts)}
      </p>
      {begun && (
        <ProgressDots total={card.prompts} current={card.answered} label={w.draft(card.answered, card.prompts)} />
      )}
      {card.partner_finished && <Notice>{w.partnerFinished(partner)}</Notice>}
      <ButtonLink href={`/check-in/${card.id}`} wide>
        {begun ? w.goOn : w.begin}
      </ButtonLink>
      <p class="row small when">
        <Icon name="clock" size={18} />
        {w.until(dayAndTime(card.closes_at, new Date(home.now)))}
      </p>
    </Card>
  );
}

/** Load the nudge in a separate file, because only a person who waits for the partner needs it. */
function LaterNudge({ id }: { id: string }) {
  const { data } = useAsync(() => import("./Nudge"));
  return data && <data.Nudge key={id} id={id} />;
}

/** The card during the person's own break. An open check-in can be answered, but the card does not ask for it. */
function Resting({ card, onChange }: { card: CheckInCard | null; onChange: () => Promise<void> }) {
  const { busy, problem, run } = useAction();
  const end = () =>
    run(async () => {
      await del<Schedule>("/schedule/rest");
      await onChange();
    });
  const open = card?.state === "open" && card.mine !== "submitted";
  return (
    <Card title={w.resting} tone="deep" class="stack">
      <p>{w.restingLead}</p>
      <Button kind="quiet" icon="play" busy={busy} onClick={end}>
        {w.restEnd}
      </Button>
      {open && (
        <p class="soft small">
          {w.restOpen} <a href={`/check-in/${card.id}`}>{w.restAnswer}</a>
        </p>
      )}
      <Problem>{problem}</Problem>
    </Card>
  );
}

function Paused({ alone, onChange }: { alone: boolean; onChange: () => Promise<void> }) {
  const { busy, problem, run } = useAction();
  const resume = () =>
    run(async () => {
      await post<Schedule>("/schedule/resume");
      await onChange();
    });
  return (
    <Card title={whole(w.paused)} tone="deep" class="stack">
      <p>{alone ? w.pausedLeadAlone : w.pausedLead}</p>
      <Button kind="quiet" icon="play" busy={busy} onClick={resume}>
        {w.resume}
      </Button>
      <Problem>{problem}</Problem>
    </Card>
  );
}
