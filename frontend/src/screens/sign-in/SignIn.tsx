import { useState } from "preact/hooks";
import { awaitCode, awaitedCode, forgetCode } from "../../app/awaitedCode";
import { peekToken } from "../../app/inviteToken";
import { loadMe } from "../../app/session";
import { passkeysSupported } from "../../platform/passkey";
import { Button, Mark, Notice, Screen } from "../../design";
import { signIn as w } from "@words/signIn";
import { common } from "@words/common";
import { CodeStep } from "./CodeStep";
import { EmailStep } from "./EmailStep";
import { PasskeyStep } from "./PasskeyStep";
import { RecoverStep } from "./RecoverStep";
import { usePasskeySignIn } from "./usePasskeySignIn";
import "./sign-in.css";

type Step = { at: "email" } | { at: "code"; email: string } | { at: "passkey" } | { at: "recover" };

function start(): Step {
  const email = awaitedCode();
  return email ? { at: "code", email } : { at: "email" };
}

export default function SignIn() {
  const [step, setStep] = useState<Step>(start);
  const [email, setEmail] = useState("");
  const passkey = usePasskeySignIn(loadMe);
  const sent = (address: string) => {
    awaitCode(address);
    setStep({ at: "code", email: address });
  };

  if (step.at === "code") {
    return (
      <Screen title={w.codeTitle} class="sign-in" aside={<Mark size={40} state="waiting" />}>
        <CodeStep
          email={step.email}
          onIn={() => {
            forgetCode();
            return loadMe();
          }}
          onPasskey={() => {
            forgetCode();
            setStep({ at: "passkey" });
          }}
          onBack={() => {
            forgetCode();
            setStep({ at: "email" });
          }}
        />
      </Screen>
    );
  }
  if (step.at === "passkey") {
    return (
      <Screen title={w.passkeyStepTitle} class="sign-in" aside={<Mark size={40} />}>
        <PasskeyStep onIn={loadMe} onBack={() => setStep({ at: "email" })} />
      </Screen>
    );
  }
  if (step.at === "recover") {
    return (
      <Screen title={w.recoverTitle} class="sign-in" aside={<Mark size={40} />}>
        <RecoverStep email={email} onEmail={setEmail} onIn={loadMe} onBack={() => setStep({ at: "email" })} />
      </Screen>
    );
  }
  return (
    <Screen title={common.appName} class="sign-in first">
      <div class="sign-in-art">
        <Mark size={132} />
      </div>
      <p class="lead sign-in-lead">{w.lead}</p>
      {peekToken() && <Notice>{w.inviteWaits}</Notice>}
      <EmailStep email={email} onEmail={setEmail} onSent={sent} />
      {passkeysSupported() && (
        <div class="stack">
          <p class="or">
            <span>{w.or}</span>
          </p>
          <Button kind="quiet" wide icon="key" busy={passkey.busy} onClick={() => passkey.run("login")}>
            {w.withPasskey}
          </Button>
          {passkey.problem && (
            <Notice tone="warn" live>
              {passkey.problem}
            </Notice>
          )}
          <div class="stack-s center-items">
            <Button kind="plain" onClick={() => setStep({ at: "recover" })}>
              {w.recoverLink}
            </Button>
          </div>
        </div>
      )}
      <ul class="bare quiet-links">
        <li>
          <a href="/about">{w.aboutLink}</a>
        </li>
      </ul>
    </Screen>
  );
}
