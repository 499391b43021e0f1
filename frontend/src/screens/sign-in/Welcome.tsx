import { useLocation } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import { patch, post } from "../../api/client";
import type { Me, Pairing } from "../../api/types";
import { dropToken, joiner, peekToken } from "../../app/inviteToken";
import { onwards as onwardsFor } from "../../app/landing";
import { NameForm } from "../../app/NameForm";
import { me, setMe } from "../../app/session";
import { deviceZone } from "../../platform/device";
import { Loading, Mark, Screen } from "../../design";
import { common } from "@words/common";
import { welcome as w } from "@words/signIn";
import { BeforeLinking } from "../pair/BeforeLinking";

/**
 * The first visit of a new account. It asks for a name and says who could read the answers. A person who tapped "Join"
 * on an invitation has given a name and read this there, so the page only completes joining.
 */
export default function Welcome() {
  const { route } = useLocation();
  const [name] = useState(joiner);
  const [joining, setJoining] = useState(name !== null);
  useEffect(() => {
    if (!joining || !name) return;
    void join(name).then(
      () => route("/pair", true),
      // Joining failed. If the server refused the zone, ask for the name here; else the page "Join" shows the problem.
      () => (me.value?.needs_name ? setJoining(false) : route("/join", true)),
    );
  }, [joining]);
  if (joining) {
    return (
      <Screen title={w.title} quietTitle>
        <Loading label={common.loading} />
      </Screen>
    );
  }
  return (
    <Screen key="name" title={w.title} aside={<Mark size={40} />}>
      <NameForm
        words={w}
        zone={deviceZone()}
        nameAlone
        name={name ?? undefined}
        button={w.go}
        onSaved={() => route(me.value ? onwardsFor(me.value) : "/", true)}
      >
        <BeforeLinking />
      </NameForm>
    </Screen>
  );
}

async function join(name: string): Promise<void> {
  setMe(await patch<Me>("/me", { display_name: name, time_zone: deviceZone() }));
  await post<Pairing>("/pairing/redeem", { token: peekToken() });
  dropToken();
}
