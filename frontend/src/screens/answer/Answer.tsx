import { useLocation, useRoute } from "preact-iso";
import { useEffect } from "preact/hooks";
import { del } from "../../api/client";
import type { Answers, CheckIn } from "../../api/types";
import { LoadProblem } from "../../app/LoadProblem";
import { me, partnerLabel } from "../../app/session";
import { toast } from "../../app/toast";
import { ButtonLink, Loading, Mark, Screen } from "../../design";
import { common } from "@words/common";
import { answer as w } from "@words/answer";
import { KeptWords } from "./KeptWords";
import { firstOpen } from "./model";
import { StartFrom, startFrom } from "./StartFrom";
import { Steps } from "./Steps";
import { type Answering, useAnswering } from "./useAnswering";
import "./answer.css";
import "./sizes.css";

/** The screen on which a person answers a check-in. It shows the stored draft first and then asks the server. */
export default function AnswerScreen() {
  const id = useRoute().params["id"] ?? "";
  const user = me.value?.id;
  return user ? <CheckInFor key={`${user} ${id}`} user={user} id={id} /> : null;
}

function CheckInFor({ user, id }: { user: string; id: string }) {
  const state = useAnswering(user, id);
  const { phase } = state;
  if (phase.name === "answering" && state.checkIn)
    return <Open id={id} state={state} checkIn={asIWantIt(state.checkIn)} />;
  if (phase.name === "over") return <Onward checkIn={phase.checkIn} />;
  if (phase.name === "kept") return <KeptWords draft={phase.draft} onDiscard={state.discard} />;
  if (phase.name === "missing" || phase.name === "offline") {
    const missing = phase.name === "missing";
    return (
      <Screen title={missing ? w.gone.title : w.gone.offlineTitle}>
        <Mark state="apart" />
        <p>{missing ? w.gone.body : w.gone.offlineBody}</p>
        <ButtonLink href="/">{w.gone.home}</ButtonLink>
        {missing && (
          <ButtonLink kind="plain" href="/history">
            {w.gone.history}
          </ButtonLink>
        )}
      </Screen>
    );
  }
  return (
    <Screen title={w.title} quietTitle back={{ href: "/", label: w.leave }}>
      {phase.name === "failed" ? (
        <LoadProblem error={phase.error} onAgain={state.again} />
      ) : (
        <Loading label={w.loading} />
      )}
    </Screen>
  );
}

/** Remove the tender prompts if the person has turned them off. The phone may have stored the check-in before that. */
function asIWantIt(checkIn: CheckIn): CheckIn {
  if (me.value?.privacy.tender_topics) return checkIn;
  return { ...checkIn, prompts: checkIn.prompts.filter(({ tender }) => !tender) };
}

/** Go to the present screen of a check-in that accepts no more answers. */
function Onward({ checkIn }: { checkIn: CheckIn }) {
  const { route } = useLocation();
  useEffect(() => {
    route(checkIn.state === "revealed" ? `/reveal/${checkIn.id}` : `/waiting/${checkIn.id}`, true);
  }, [checkIn.id]);
  return <Loading label={common.loading} />;
}

function Open({ id, state, checkIn }: { id: string; state: Answering; checkIn: CheckIn }) {
  const { route, query, path } = useLocation();
  const partner = me.value?.space.state === "paired" ? partnerLabel.value : null;
  const total = checkIn.prompts.length;
  const at = query["p"];
  const place = at === "review" ? total + 1 : Number(at);
  const valid = Number.isInteger(place) && place >= 1 && place <= total + 1;

  useEffect(() => {
    // Go to the first open prompt, unless the person is already on the way to another screen.
    if (!valid && path === `/check-in/${id}`)
      route(addressOf(id, firstOpen(checkIn.prompts, state.answers) + 1, total), true);
  }, [valid]);
  useEffect(() => {
    // Submitted without a network: the draft is sent later, and this person has finished.
    if (state.submitting && state.outcome?.kind === "later") route(`/waiting/${id}`, true);
  }, [state.submitting, state.outcome]);

  const submit = async () => {
    const outcome = await state.submit();
    if (outcome.kind === "submitted") {
      route(outcome.card.state === "revealed" ? `/reveal/${id}` : `/waiting/${id}`, true);
    }
    // Another tab or the service worker has sent the draft: ask for the present state of the check-in.
    if (outcome.kind === "nothing") state.again();
    return outcome;
  };
  const discard = async () => {
    await del(`/check-ins/${id}/draft`);
    await state.discard();
    toast(w.review.discarded);
    route("/", true);
  };
  const from = partner ? startFrom(checkIn, state.answers) : null;
  if (from && partner) {
    const start = (answers: Answers): void => {
      for (const [promptId, answer] of Object.entries(answers)) state.change(promptId, answer);
      route(addressOf(id, firstOpen(checkIn.prompts, answers) + 1, total), true);
    };
    return <StartFrom checkIn={checkIn} from={from} partner={partner} onStart={start} />;
  }
  if (!valid) return null;
  return (
    <Steps
      checkIn={checkIn}
      state={state}
      place={place}
      partner={partner}
      hrefOf={(next) => addressOf(id, next, total)}
      // Replace the history entry, so that one press of Back leaves the check-in after any number of prompts.
      onGo={(next) => route(addressOf(id, next, total), true)}
      onSubmit={submit}
      onDiscard={discard}
    />
  );
}

/** Return the address of a prompt, which contains its number, so that a reload opens the same prompt. */
function addressOf(id: string, place: number, total: number): string {
  return `/check-in/${id}?p=${place > total ? "review" : place}`;
}
