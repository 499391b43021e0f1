import { useLocation, useRoute } from "preact-iso";
import { useEffect } from "preact/hooks";
import { del } from "../../api/client";
import type { Answers, CheckIn } from "../../api/types";
import { LoadProblem } from "../../app/LoadProblem";
import { me, partnerName } from "../../app/session";
import { toast } from "../../app/toast";
import { ButtonLink, Loading, Mark, Screen } from "../../design";
import { common } from "@words/common";
import { answer as w } from "@words/answer";
import { KeptWords } from "./KeptWords";
import { firstOpen } from "./model";
import { StartFrom, startFrom } from "./StartFrom";
import { Steps } from "./Steps";
import type { Answering } from "./useAnswering";
import { useAnswering } from "./useAnswering";
import "./answer.css";
import "./sizes.css";

/** Answering one check-in: from the phone's store first, then with the server. */
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

/** Without tender prompts if they were taken back, even if the phone stored the check-in before that. */
function asIWantIt(checkIn: CheckIn): CheckIn {
  if (me.value?.privacy.tender_topics) return checkIn;
  return { ...checkIn, prompts: checkIn.prompts.filter(({ tender }) => !tender) };
}

/** This check-in takes no more answers: go to its present screen. */
function Onward({ checkIn }: { checkIn: CheckIn }) {
  const { route } = useLocation();
  useEffect(() => {
    route(checkIn.state === "revealed" ? `/reveal/${checkIn.id}` : `/waiting/${checkIn.id}`, true);
  }, [checkIn.id]);
  return <Loading label={common.loading} />;
}

function Open({ id, state, checkIn }: { id: string; state: Answering; checkIn: CheckIn }) {
  const { route, query, path } = useLocation();
  const alone = me.value?.space.state !== "paired";
  const partner = alone ? null : (partnerName.value ?? common.yourPartner);
  const total = checkIn.prompts.length;
  const at = query["p"];
  const place = at === "review" ? total + 1 : Number(at);
  const valid = Number.isInteger(place) && place >= 1 && place <= total + 1;

  useEffect(() => {
    // Go on where the last visit ended, unless the person is already on the way to another screen.
    if (!valid && path === `/check-in/${id}`)
      route(addressOf(id, firstOpen(checkIn.prompts, state.answers) + 1, total), true);
  }, [valid]);
  useEffect(() => {
    // Sent, or on its way without a network: either way this person's part is done.
    if (state.submitting && state.outcome?.kind === "later") route(`/waiting/${id}`, true);
  }, [state.submitting, state.outcome]);

  const submit = async () => {
    const outcome = await state.submit();
    if (outcome.kind === "submitted") {
      route(outcome.card.state === "revealed" ? `/reveal/${id}` : `/waiting/${id}`, true);
    }
    // Another tab or the worker has sent it: ask for the present state of the check-in.
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
      // Answering is one history entry: one press of Back leaves it, however many prompts were read.
      onGo={(next) => route(addressOf(id, next, total), true)}
      onSubmit={submit}
      onDiscard={discard}
    />
  );
}

/** The number of the prompt is in the address, so that a reload opens the same prompt. */
function addressOf(id: string, place: number, total: number): string {
  return `/check-in/${id}?p=${place > total ? "review" : place}`;
}
