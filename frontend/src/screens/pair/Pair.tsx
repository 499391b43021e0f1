import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { del, post } from "../../api/client";
import type { NewInvitation, Pairing } from "../../api/types";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { me, partnerLabel } from "../../app/session";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { Button, ButtonLink, Card, Mark, Problem, Screen } from "../../design";
import { common } from "@words/common";
import { pair as w } from "@words/pair";
import { shell } from "@words/shell";
import { Asked } from "./Asked";
import { InvitationCard } from "./InvitationCard";
import { Together } from "./Together";
import { usePairing } from "./usePairing";
import { Waiting } from "./Waiting";
import "./pair.css";

/** The new invitation. The server returns its secret only once, so the page keeps it in memory until it is closed. */
const made = signal<NewInvitation | null>(null);

export default function Pair() {
  /** True if the two have linked while this page was open. */
  const [together, setTogether] = useState(false);
  const linked = () => {
    made.value = null;
    setTogether(true);
  };
  const { data, error, reload, set } = usePairing(linked, () => toast(w.notConfirmed, { lasts: 0 }));
  if (together) return <Together />;
  if (me.value?.space.state === "paired") {
    return (
      <Screen title={w.already} back={{ href: "/", label: common.back }}>
        <Mark />
        <p>{w.alreadyLead(partnerLabel.value)}</p>
        <ButtonLink href="/">{shell.goHome}</ButtonLink>
      </Screen>
    );
  }
  const title = data?.state === "asked" ? w.askedTitle : data?.state === "waiting" ? w.waitTitle : w.title;
  return (
    <Screen key={data?.state} title={title} back={{ href: "/", label: common.back }}>
      {!data && <LoadingOrProblem error={error} onAgain={reload} />}
      {data?.state === "asked" && <Asked pairing={data} onChange={set} onLinked={linked} />}
      {data?.state === "waiting" && <Waiting pairing={data} onChange={set} />}
      {data && (data.state === "none" || data.state === "invited") && (
        <Invite pairing={data} onChange={set} reload={reload} />
      )}
    </Screen>
  );
}

interface InviteProps {
  pairing: Pairing;
  onChange: (pairing: Pairing) => void;
  reload: () => Promise<void>;
}

function Invite({ pairing, onChange, reload }: InviteProps) {
  const { busy, problem, run } = useAction();
  const make = () =>
    run(async () => {
      made.value = await post<NewInvitation>("/pairing/invitations");
      await reload();
    });
  const cancel = () =>
    run(async () => {
      onChange(await del<Pairing>("/pairing/invitations"));
      made.value = null;
      toast(w.cancelled);
    });
  const invited = pairing.state === "invited";
  const shown = invited && made.value?.id === pairing.invitation?.id ? made.value : null;
  return (
    <div class="stack-l">
      {shown && <InvitationCard invitation={shown} />}
      {invited && !shown && (
        <Card title={w.hidden} class="stack">
          <p>{w.hiddenLead}</p>
          <Button wide busy={busy} onClick={make}>
            {w.makeNew}
          </Button>
        </Card>
      )}
      {!invited && (
        <>
          <div class="pair-art">
            <Mark size={104} state="waiting" />
          </div>
          <ol class="steps stack">
            {w.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <Button wide busy={busy} onClick={make}>
            {w.make}
          </Button>
        </>
      )}
      <Problem>{problem}</Problem>
      {invited && (
        <div class="center">
          <Button kind="plain" onClick={cancel}>
            {w.cancel}
          </Button>
        </div>
      )}
    </div>
  );
}
