import { useEffect } from "preact/hooks";
import { get } from "../../api/client";
import type { Home as HomeData, Pairing } from "../../api/types";
import { NEWEST_REVEAL, recall, remember } from "../../app/remembered";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { getsMail, me, partnerName, setSpace } from "../../app/session";
import { newsOf, ScheduleNews } from "../../app/ScheduleNews";
import { longDate } from "../../app/time";
import { useAsync } from "../../app/useAsync";
import { useVisibility } from "../../platform/visibility";
import { Mark, Notice, Screen } from "../../design";
import { home as w } from "@words/home";
import { rhythm } from "@words/rhythm";
import { Agreed } from "./Agreed";
import { CheckInPanel } from "./CheckInPanel";
import { PrivateCards } from "./PrivateCards";
import { Shelf } from "./Shelf";
import type { FirstEvening } from "./FirstEvening";
import { isFresh, Talk } from "./Talk";
import type { Unlinked } from "./Unlinked";
import "./home.css";

interface Week {
  home: HomeData;
  pairing: Pairing | null;
}

/** Load the state of the week. Without a network, return the last known state, which holds nothing private. */
async function loadWeek(): Promise<Week> {
  try {
    const asking = me.value?.id;
    const home = await get<HomeData>("/home");
    const pairing = home.space.state === "paired" ? null : await get<Pairing>("/pairing");
    const person = me.value;
    setSpace(home.space);
    // If the person has signed out in the meantime, keep nothing.
    if (person?.id !== asking) return { home, pairing };
    remember("home", { ...home, just_for_you: false });
    // This device keeps the newest reveal only until the next check-in.
    if (recall<{ id: string }>(NEWEST_REVEAL)?.id !== home.check_in?.id) remember(NEWEST_REVEAL, null);
    // A separate file: the screen does not wait for it. Without it, only answering offline is missing.
    if (person) {
      void import("../../drafts/page")
        .then(({ fetchAhead }) => fetchAhead(person.id, home.check_in))
        .catch(() => undefined);
    }
    return { home, pairing };
  } catch (error) {
    const known = recall<HomeData>("home");
    if (known && error instanceof Error && error.name === "OfflineError") return { home: known, pairing: null };
    throw error;
  }
}

export default function Home() {
  const { data, error, reload } = useAsync(loadWeek);
  // An app on a phone may stay open for days. Load the present state when it becomes visible again.
  useVisibility({ shown: reload });
  const home = data?.home;
  const waits = home?.check_in?.mine === "submitted" && home.check_in.state;
  useEffect(() => {
    if (waits !== "open" || !home) return;
    // A separate file: only a person who waits for the partner needs it.
    const watching = import("../waiting/awaited")
      .then(({ whileAwaiting }) => whileAwaiting(home, reload, w.revealed))
      .catch(() => undefined);
    return () => void watching.then((stop) => stop?.());
  }, [waits]);
  const name = me.value?.display_name ?? "";
  return (
    <Screen title={w.title} kicker={longDate(data?.home.now ?? new Date().toISOString())} class="home">
      <p class="home-greeting">
        <Mark size={30} state={data?.home.space.state === "paired" ? "together" : "apart"} />
        <span>{greeting(name, data?.home.space.state === "paired")}</span>
      </p>
      {!data && <LoadingOrProblem error={error} onAgain={reload} />}
      {me.value && !me.value.has_passkey && !me.value.by_provider && !getsMail() && <NeedsPasskey />}
      {data && <Panels week={data} reload={reload} />}
    </Screen>
  );
}

function Panels({ week, reload }: { week: Week; reload: () => Promise<void> }) {
  const { home, pairing } = week;
  const { state } = home.space;
  const linking = <Linking state={state} pairing={pairing} reload={reload} />;
  if (state === "closed" || state === "none") {
    return (
      <div class="stack">
        {linking}
        <Shelf paired={false} />
      </div>
    );
  }
  const justOpened = isFresh(home);
  const news = newsOf(home.schedule, home.now);
  return (
    <div class="stack">
      {pairing?.state === "asked" && linking}
      {justOpened && <Talk home={home} />}
      <CheckInPanel home={home} onChange={reload} />
      {news.length > 0 && (
        <Notice>
          <ScheduleNews changes={news} />
          <a class="tall" href="/settings/schedule">
            {rhythm.look}
          </a>
        </Notice>
      )}
      {state === "paired" && !justOpened && <Talk home={home} />}
      {state === "paired" && home.agreements && <Agreed state={home.agreements} />}
      {isEarly(home) && <AfterFirst home={home} onChange={reload} />}
      {home.just_for_you && home.latest_reveal && <PrivateCards checkInId={home.latest_reveal.id} />}
      {pairing && pairing.state !== "asked" && linking}
      <Shelf paired={state === "paired"} />
    </div>
  );
}

/** True if the newest check-in was revealed and is one of the couple's first three. */
function isEarly({ space, check_in }: HomeData): boolean {
  return space.state === "paired" && check_in?.state === "revealed" && check_in.number <= 3;
}

/** Load the cards about linking in a separate file, because people who are linked don't need them. */
function Linking(props: Parameters<typeof Unlinked>[0]) {
  const { data, error, reload } = useAsync(() => import("./Unlinked"));
  return data ? <data.Unlinked {...props} /> : <LoadingOrProblem error={error} onAgain={reload} />;
}

/** Load `NoWayIn` in a separate file, because only a new account that gets no e-mail needs it. */
function NeedsPasskey() {
  const { data } = useAsync(() => import("./NoWayIn"));
  return data && <data.NoWayIn />;
}

/** Load `FirstEvening` in a separate file, because it is needed only once. */
function AfterFirst(props: Parameters<typeof FirstEvening>[0]) {
  const { data } = useAsync(() => import("./FirstEvening"));
  return data && <data.FirstEvening {...props} />;
}

function greeting(name: string, paired?: boolean): string {
  if (paired && partnerName.value) return w.withPartner(partnerName.value);
  const hour = new Date().getHours();
  const word =
    hour < 11 && hour >= 4 ? w.greeting.morning : hour < 18 && hour >= 4 ? w.greeting.day : w.greeting.evening;
  return w.named(word, name);
}
