import { useState } from "preact/hooks";
import { awaitCode, awaitedCode, forgetCode } from "../../app/awaitedCode";
import { peekToken } from "../../app/inviteToken";
import { loadMe, sendsMail, unconfirmed, ways } from "../../app/session";
import { useAsync } from "../../app/useAsync";
import { isDemo } from "../../demo/isDemo";
import { passkeysSupported } from "../../platform/passkey";
import { Button, Mark, Notice, Problem, Screen, whole } from "../../design";
import { signIn as w } from "@words/signIn";
import { common } from "@words/common";
import { Alternatives } from "./Alternatives";
import { CodeStep } from "./CodeStep";
import { ByProvider } from "./ByProvider";
import { EmailStep } from "./EmailStep";
import { OtherLanguages } from "./OtherLanguages";
import { PasskeyStep } from "./PasskeyStep";
import { RecoverStep } from "./RecoverStep";
import { takeOutcome } from "./providerOutcome";
import { usePasskeySignIn } from "./usePasskeySignIn";
import { WithoutMail } from "./WithoutMail";
import "./sign-in.css";

type SignInStep = { at: "email" } | { at: "code"; email: string } | { at: "passkey" } | { at: "recover" };

function start(outcome: string): SignInStep {
  if (outcome === "passkey_pending") return { at: "passkey" };
  const awaited = awaitedCode();
  if (!awaited) return { at: "email" };
  return awaited.step === "passkey" ? { at: "passkey" } : { at: "code", email: awaited.email };
}

export default function SignIn() {
  return isDemo() ? <Demo /> : <Steps />;
}

/** Load the first page of a demo in a separate file, because other servers do not need it. */
function Demo() {
  const { data } = useAsync(() => import("../../demo/StartDemo"));
  return data ? <data.StartDemo /> : null;
}

function Steps() {
  const [outcome] = useState(takeOutcome);
  const [step, setStep] = useState<SignInStep>(() => start(outcome));
  const [email, setEmail] = useState("");
  const passkey = usePasskeySignIn("login", loadMe);
  const sent = (address: string) => {
    awaitCode(address);
    setStep({ at: "code", email: address });
  };
  const enter = () => {
    forgetCode();
    return loadMe();
  };
  const startOver = () => {
    forgetCode();
    setStep({ at: "email" });
  };

  if (step.at === "code") {
    return (
      <Screen title={w.codeTitle} class="sign-in" aside={<Mark size={40} state="waiting" />}>
        <CodeStep
          email={step.email}
          onIn={enter}
          onPasskey={() => {
            awaitCode(step.email, "passkey");
            setStep({ at: "passkey" });
          }}
          onBack={startOver}
        />
      </Screen>
    );
  }
  if (step.at === "passkey") {
    return (
      <Screen title={w.passkeyStepTitle} class="sign-in" aside={<Mark size={40} />}>
        <PasskeyStep onIn={enter} onBack={startOver} />
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
  const name = ways.value.provider;
  const byProvider = name && <ByProvider name={name} outcome={outcome} />;
  return (
    <Screen title={common.appName} class="sign-in first">
      <div class="sign-in-art">
        <Mark size={132} />
      </div>
      <p class="lead sign-in-lead">{whole(w.lead)}</p>
      {unconfirmed.value && <Notice>{w.unconfirmed}</Notice>}
      {peekToken() && <Notice>{w.inviteWaits}</Notice>}
      {sendsMail.value ? (
        <EmailStep email={email} onEmail={setEmail} onSent={sent} />
      ) : (
        <WithoutMail onRecover={() => setStep({ at: "recover" })} />
      )}
      {!sendsMail.value && byProvider}
      {sendsMail.value && (passkeysSupported() || byProvider) && (
        <div class="stack">
          <p class="or">
            <span>{w.or}</span>
          </p>
          {passkeysSupported() && (
            <Button kind="quiet" wide icon="key" busy={passkey.busy} onClick={passkey.start}>
              {w.withPasskey}
            </Button>
          )}
          <Problem>{passkey.problem}</Problem>
          {byProvider}
          {passkeysSupported() && (
            <Alternatives ways={[{ words: w.recoverLink, go: () => setStep({ at: "recover" }) }]} />
          )}
        </div>
      )}
      <ul class="bare quiet-links">
        <li>
          <a href="/about">{w.aboutLink}</a>
        </li>
      </ul>
      <OtherLanguages />
    </Screen>
  );
}
