import { useLocation } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import { signOut } from "../../api/auth";
import { isCode, post } from "../../api/client";
import type { Invited, Pairing } from "../../api/types";
import { dropToken, takeTokenFromAddress, tokenInText } from "../../app/inviteToken";
import { say } from "../../app/say";
import { forgetMe, me } from "../../app/session";
import { tidyCode } from "../../app/typed";
import { Button, ButtonLink, Mark, Problem, Screen, TextField } from "../../design";
import { common } from "@words/common";
import { join as w } from "@words/pair";
import { BeforeLinking } from "./BeforeLinking";
import "./pair.css";

/** Joining by a link, a picture or a code. Only the tap on "Join" uses the invitation up. */
export default function Join() {
  const { route } = useLocation();
  const [token, setToken] = useState(takeTokenFromAddress);
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  /** The inviter's name, from the server: no one joins without knowing whom. */
  const [inviter, setInviter] = useState<string | null>(null);

  // A second link opened in the same tab changes only the fragment; no page loads then.
  useEffect(() => {
    const look = () => setToken(takeTokenFromAddress());
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, []);

  // With a link, the inviter's name is shown before there is anything to decide.
  const person = me.value?.id;
  useEffect(() => {
    setInviter(null);
    if (!person || !token) return;
    let stale = false;
    post<Invited>("/pairing/look", { token }).then(
      (found) => stale || setInviter(found.first_name),
      (error: unknown) => stale || setProblem(explain(error)),
    );
    return () => {
      stale = true;
    };
  }, [person, token]);

  if (!me.value) {
    return (
      <Screen title={w.title}>
        <div class="pair-art">
          <Mark size={112} state="waiting" />
        </div>
        <p class="lead">{w.lead}</p>
        <p>{w.leadSignedOut}</p>
        <ButtonLink href="/sign-in" wide>
          {w.signIn}
        </ButtonLink>
      </Screen>
    );
  }

  const redeem = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (!token && tidyCode(code).length < 8) {
      setProblem(w.codeMissing);
      return;
    }
    setBusy(true);
    setProblem("");
    const found = token ?? tokenInText(code);
    const secret = found ? { token: found } : { code: tidyCode(code) };
    try {
      if (inviter === null) {
        setInviter((await post<Invited>("/pairing/look", secret)).first_name);
        return;
      }
      await post<Pairing>("/pairing/redeem", secret);
      dropToken();
      route("/pair", true);
    } catch (error) {
      setProblem(explain(error));
      if (isCode(error, "invitation_not_usable", "own_invitation")) {
        dropToken();
        setToken(null);
        setInviter(null);
      }
    } finally {
      setBusy(false);
    }
  };

  // The invitation stays on this device, and so do unsent words, for their person alone.
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
    <Screen title={w.title} back={{ href: "/", label: common.back }}>
      <form class="stack-l" onSubmit={redeem} noValidate>
        <div class="pair-art">
          <Mark size={96} state="waiting" />
        </div>
        {inviter !== null ? (
          <p class="lead" role="status">
            {w.invitedBy(inviter)}
          </p>
        ) : token ? (
          <p class="lead">{w.lead}</p>
        ) : (
          <TextField
            label={w.code}
            hint={w.codeHint}
            error={problem}
            name="invitation-code"
            autoComplete="off"
            autoCapitalize="characters"
            code
            value={code}
            onInput={setCode}
          />
        )}
        <BeforeLinking />
        <div class="stack">
          <p>{w.signedInAs(me.value.display_name, me.value.email)}</p>
          <Button type="submit" wide busy={busy}>
            {inviter === null ? w.look : w.button}
          </Button>
          <p class="soft small">{w.after}</p>
        </div>
        <div class="stack-s center-items">
          <Button kind="plain" onClick={switchPerson}>
            {w.switchPerson}
          </Button>
        </div>
        <Problem>{token && problem}</Problem>
      </form>
    </Screen>
  );
}

function explain(error: unknown): string {
  if (isCode(error, "invitation_not_usable")) return w.notUsable;
  if (isCode(error, "own_invitation")) return w.own;
  if (isCode(error, "already_paired")) return w.alreadyPaired;
  return say(error);
}
