import { useLocation, useRoute } from "preact-iso";
import { useEffect, useRef, useState } from "preact/hooks";
import { get, isCode, OfflineError, post } from "../../api/client";
import type { CheckIn } from "../../api/types";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { live } from "../../app/live";
import { memoryOnly } from "../../app/online";
import { me, partnerLabel } from "../../app/session";
import { dayAndTime } from "../../app/time";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import type { ComponentChildren } from "preact";
import { Button, ButtonLink, Mark, Problem, Screen } from "../../design";
import { draftsFor, follow } from "../../drafts/page";
import { answer, waiting as w } from "@words/answer";
import { Nudge } from "../home/Nudge";
import { lookAtWeek, stillWaits } from "./awaited";
import { Meanwhile } from "./Meanwhile";
import { TellMe } from "./TellMe";
import { TenderOffer } from "./TenderOffer";
import "./waiting.css";

const { gone } = answer;

type Unsent = "offline" | "signed_out" | "fault";

/** The screen between submitting and the reveal. It says only "not yet", and nothing about the partner's answers. */
export default function Waiting() {
  const id = useRoute().params["id"] ?? "";
  const { route } = useLocation();
  const user = me.value?.id;
  const [checkIn, setCheckIn] = useState<CheckIn | null>(null);
  const [unsent, setUnsent] = useState<Unsent | null>(null);
  const [error, setError] = useState<unknown>(null);

  /** The result of the last request. While it is "waiting", the page keeps asking. */
  const found = useRef<"unknown" | "waiting" | "over">("unknown");

  const look = async (): Promise<void> => {
    if (!user) return;
    const kept = await draftsFor(user).recall(id);
    found.current = "unknown";
    setUnsent((old) => (kept?.submissionId ? (old ?? "offline") : null));
    if (kept && !kept.submissionId) {
      // The submission was cancelled because the answers changed elsewhere, or some words are unsent.
      route(`/check-in/${id}?p=review`, true);
      return;
    }
    try {
      const next = await get<CheckIn>(`/check-ins/${id}`);
      setError(null);
      setCheckIn(next);
      if (next.state === "lapsed") found.current = "over";
      else if (next.mine === "submitted" && !kept) found.current = "waiting";
      if (next.state === "revealed") route(`/reveal/${id}`, true);
      else if (next.mine !== "submitted" && next.state === "open" && !kept) route(`/check-in/${id}`, true);
    } catch (problem) {
      // The space has closed while this page was open, or no such check-in exists.
      if (isCode(problem, "not_found")) found.current = "over";
      if (!(problem instanceof OfflineError)) setError(problem);
    }
  };

  /** Send the cheapest request first, and load the check-in only if something has changed. */
  const glance = async (signal: AbortSignal): Promise<void> => {
    const alone = me.value?.space.state === "alone";
    if (found.current === "over" || (found.current === "waiting" && alone)) return;
    const asBefore = stillWaits(await lookAtWeek(signal), id);
    if (found.current !== "waiting" || !asBefore) await look();
  };

  useEffect(() => {
    void look();
    const stopLooking = live(glance);
    const stop = follow(id, (draft, outcome) => {
      if (outcome?.kind === "later") setUnsent(outcome.why === "busy" ? "offline" : outcome.why);
      else if (outcome || !draft) void look();
    });
    return () => {
      stopLooking();
      stop();
    };
  }, [id, user]);

  const alone = me.value?.space.state === "alone";
  if (unsent) {
    return (
      <Calm title={w.sending} state="apart">
        <p role="status">{unsentWords(unsent)}</p>
        {unsent === "fault" && user && <Button onClick={() => void draftsFor(user).flush(id)}>{w.sendAgain}</Button>}
      </Calm>
    );
  }
  if (isCode(error, "not_found")) {
    return (
      <Calm title={checkIn ? w.spaceTitle : gone.title} state="apart" past={checkIn ? id : undefined}>
        <p>{checkIn ? w.spaceBody : gone.body}</p>
      </Calm>
    );
  }
  if (!checkIn) {
    const back = error ? { href: "/", label: w.home } : undefined;
    return (
      <Screen title={alone ? w.soloTitle : w.title} quietTitle back={back}>
        <LoadingOrProblem error={error} onAgain={() => void look()} />
      </Screen>
    );
  }
  if (checkIn.state === "lapsed") {
    return (
      <Calm title={w.closedTitle} state="apart" past={id}>
        <p>{alone ? w.closedAlone : w.closedBody}</p>
      </Calm>
    );
  }
  if (alone) {
    return (
      <Calm title={w.soloTitle} state="apart" past={id} takeBack>
        <p>{w.soloBody}</p>
      </Calm>
    );
  }
  return (
    <Calm title={w.title} state="waiting" past={id} takeBack>
      <p class="lead serif">{w.notYet}</p>
      <p>{w.body(partnerLabel.value)}</p>
      <p class="soft small">{w.until(dayAndTime(checkIn.closes_at))}</p>
      <TellMe />
      <Meanwhile id={id} />
      <Nudge key={id} id={id} />
      <TenderOffer id={id} />
    </Calm>
  );
}

function unsentWords(why: Unsent): string {
  if (why === "fault") return w.faultBody;
  if (why === "signed_out") return w.signedOutBody;
  return memoryOnly.value ? w.sendingKeepOpen : w.sendingBody;
}

interface CalmProps {
  title: string;
  state: "together" | "apart" | "waiting";
  /** The id of the check-in whose answers the person can read again in History. */
  past?: string;
  /** True if the submission can still be taken back. */
  takeBack?: boolean;
  children: ComponentChildren;
}

function Calm({ title, state, past, takeBack, children }: CalmProps) {
  return (
    <Screen title={title} class="waiting">
      <div class="waiting-mark">
        <Mark size={132} state={state} />
      </div>
      <div class="waiting-words">{children}</div>
      <div class="waiting-ways stack-s">
        <ButtonLink href="/" kind="quiet" wide>
          {w.home}
        </ButtonLink>
        {past && (
          <ButtonLink href={`/history/${past}`} kind="plain">
            {w.readAgain}
          </ButtonLink>
        )}
        {past && takeBack && <TakeBack id={past} />}
      </div>
    </Screen>
  );
}

/** The button that takes back the submission. It asks for no confirmation, because submitting again is as easy. */
function TakeBack({ id }: { id: string }) {
  const { route } = useLocation();
  const { busy, problem, run } = useAction();
  const takeBack = () =>
    run(async () => {
      try {
        await post<CheckIn>(`/check-ins/${id}/take-back`);
      } catch (error) {
        if (!isCode(error, "already_revealed")) throw error;
        toast(w.tooLate);
        route(`/reveal/${id}`, true);
        return;
      }
      toast(w.takenBack);
      route(`/check-in/${id}?p=review`, true);
    });
  return (
    <>
      <Button kind="plain" busy={busy} onClick={takeBack}>
        {w.takeBack}
      </Button>
      <Problem>{problem}</Problem>
    </>
  );
}
