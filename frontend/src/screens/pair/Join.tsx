import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { signOut } from "../../api/auth";
import { isCode, post } from "../../api/client";
import type { Invited, Me, Pairing } from "../../api/types";
import { dropToken, takeTokenFromAddress, tokenInText } from "../../app/inviteToken";
import { useSecret } from "../../app/linkSecret";
import { say } from "../../app/say";
import { forgetMe, me } from "../../app/session";
import { tidyCode } from "../../app/typed";
import { useAction } from "../../app/useAction";
import { Button, ButtonLink, Mark, Problem, Screen, TextField } from "../../design";
import { common } from "@words/common";
import { join as w } from "@words/pair";
import { OtherLanguages } from "../sign-in/OtherLanguages";
import { Letter } from "./Letter";
import { explain, explainLink, useInvited } from "./useInvited";
import { WhoRuns } from "./WhoRuns";
import "./pair.css";

/** The page to join a partner with a link, a QR code or a typed code. Only a tap on "Join" uses up the invitation. */
export default function Join() {
  const [token, setToken] = useSecret(takeTokenFromAddress);
  if (me.value) return <SignedIn person={me.value} token={token} onUnusable={() => setToken(null)} />;
  if (token) return <Letter key={token} token={token} />;
  return (
    <Screen title={w.title}>
      <div class="pair-art">
        <Mark size={112} state="waiting" />
      </div>
      <p class="lead">{w.letterLead}</p>
      <p>{w.leadSignedOut}</p>
      <ButtonLink href="/sign-in" wide>
        {w.signIn}
      </ButtonLink>
      <OtherLanguages />
    </Screen>
  );
}

interface SignedInProps {
  person: Me;
  token: string | null;
  onUnusable: () => void;
}

function SignedIn({ person, token, onUnusable }: SignedInProps) {
  const { route } = useLocation();
  const [code, setCode] = useState("");
  const { busy, problem, setProblem, run } = useAction(token ? explainLink : explain);
  const byLink = useInvited(token, true);
  const [byCode, setByCode] = useState<Invited | null>(null);
  /** The inviter, from the server. The page shows the name, so that no one joins the wrong person. */
  const invited = byLink.invited ?? byCode;
  const trouble = problem || byLink.problem;

  const redeem = (event: Event) => {
    event.preventDefault();
    if (!busy && !token && tidyCode(code).length < 8) setProblem(w.codeMissing);
    else void run(lookOrJoin);
  };
  const lookOrJoin = async () => {
    const found = token ?? tokenInText(code);
    const secret = found ? { token: found } : { code: tidyCode(code) };
    try {
      if (invited === null) {
        setByCode(await post<Invited>("/pairing/look", secret));
        return;
      }
      await post<Pairing>("/pairing/redeem", secret);
      dropToken();
      route("/pair", true);
    } catch (error) {
      if (isCode(error, "passkey_first")) {
        // The account has no name yet. The page that asks for it returns to the invitation.
        route("/set-up");
        return;
      }
      if (isCode(error, "invitation_not_usable", "own_invitation")) {
        dropToken();
        setByCode(null);
        onUnusable();
      }
      throw error;
    }
  };

  // The invitation stays on this device for the next person. Unsent words also stay, for their author alone.
  const switchPerson = async () => {
    setProblem("");
    try {
      await signOut();
      await forgetMe("ended");
      route("/sign-in", true);
    } catch (error) {
      setProblem(say(error));
    }
  };

  return (
    <Screen title={w.title} back={{ href: "/", label: common.back }} class="letter">
      <form class="stack" onSubmit={redeem} noValidate>
        <div class="letter-art">
          <Mark size={96} state="waiting" />
        </div>
        {invited !== null ? (
          <p class="lead" role="status">
            <bdi>{invited.first_name}</bdi> {w.letterFrom}
          </p>
        ) : token ? (
          <p class="lead">{w.letterLead}</p>
        ) : (
          <TextField
            label={w.code}
            hint={w.codeHint}
            error={trouble}
            name="invitation-code"
            autoComplete="off"
            autoCapitalize="characters"
            code
            value={code}
            onInput={setCode}
          />
        )}
        {person.operator.at_home && <WhoRuns operator={person.operator} />}
        <Button type="submit" wide busy={busy}>
          {invited === null ? w.look : w.button}
        </Button>
        <Problem>{token && trouble}</Problem>
        <p class="soft small">{w.signedInAs(person.display_name, person.email)}</p>
        {!person.operator.at_home && <WhoRuns operator={person.operator} />}
        <div class="center">
          <Button kind="plain" onClick={switchPerson}>
            {w.switchPerson}
          </Button>
        </div>
      </form>
    </Screen>
  );
}
