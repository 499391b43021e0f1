import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { requestCode } from "../../api/auth";
import { awaitCode } from "../../app/awaitedCode";
import { keepJoiner } from "../../app/inviteToken";
import { NameField } from "../../app/NameField";
import { makeAccount } from "../../app/newAccount";
import { sendsMail, ways } from "../../app/session";
import { tidyAddress } from "../../app/typed";
import { useAction } from "../../app/useAction";
import { Button, Mark, Problem, Screen, TextField } from "../../design";
import { join as w } from "@words/pair";
import { ByProvider } from "../sign-in/ByProvider";
import { explainLink, useInvited } from "./useInvited";
import { OtherLanguages } from "../sign-in/OtherLanguages";
import { WhoRuns } from "./WhoRuns";
import "./pair.css";

/**
 * An invitation, opened by someone who is not signed in. The first tap anywhere on it shows the inviter's name. "Join"
 * asks for an e-mailed code, or makes an account at once if the server sends no e-mail. The invitation is used once the
 * person has signed in. On a server at home, the statement about who runs it is above "Join" from the start.
 */
export function Letter({ token }: { token: string }) {
  const { route } = useLocation();
  const [touched, setTouched] = useState(false);
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [missing, setMissing] = useState<{ name?: string; email?: string }>({});
  const { invited, problem } = useInvited(token, touched);
  const joining = useAction(explainLink);
  const atHome = ways.value.operator;
  const touch = () => setTouched(true);
  const join = (event: Event) => {
    event.preventDefault();
    const address = tidyAddress(email);
    const wrong = {
      name: name.trim() ? undefined : w.nameMissing,
      email: !sendsMail.value || /^\S+@\S+\.\S+$/.test(address) ? undefined : w.emailMissing,
    };
    setMissing(wrong);
    if (wrong.name || wrong.email) return;
    void joining.run(async () => {
      if (!sendsMail.value) {
        await makeAccount("/pairing/account", token, name.trim());
        route("/set-up");
        return;
      }
      await requestCode(address);
      keepJoiner(name.trim());
      awaitCode(address);
      route("/sign-in");
    });
  };
  return (
    <Screen title={w.letterTitle} class="letter">
      <div class="letter-art">
        <Mark size={112} state="waiting" />
      </div>
      <div class="letter-from" role="status">
        {invited ? (
          <p class="lead">
            <bdi>{invited.first_name}</bdi> {w.letterFrom}
          </p>
        ) : (
          <p class="lead">{w.letterLead}</p>
        )}
      </div>
      {problem ? (
        <Problem>{problem}</Problem>
      ) : (
        <form class="stack" onSubmit={join} onPointerDown={touch} onFocusCapture={touch} noValidate>
          {!invited && (
            <Button kind="quiet" wide onClick={touch}>
              {w.whoInvites}
            </Button>
          )}
          <NameField label={w.name} error={missing.name} value={name} onInput={setName} />
          {sendsMail.value && (
            <TextField
              label={w.email}
              error={missing.email}
              type="email"
              name="email"
              autoComplete="email"
              value={email}
              onInput={setEmail}
            />
          )}
          {atHome && <WhoRuns operator={atHome} />}
          <Button type="submit" wide busy={joining.busy}>
            {w.button}
          </Button>
          <Problem>{joining.problem}</Problem>
          {invited && !atHome && <WhoRuns operator={invited.operator} />}
        </form>
      )}
      {!problem && ways.value.provider && (
        <ByProvider name={ways.value.provider} before={() => name.trim() && keepJoiner(name.trim())} />
      )}
      <p class="center">
        <a class="tall soft small" href="/sign-in">
          {w.haveAccount}
        </a>
      </p>
      <OtherLanguages />
    </Screen>
  );
}
