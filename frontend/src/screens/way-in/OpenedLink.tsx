import { useState } from "preact/hooks";
import { isCode, post } from "../../api/client";
import type { Me, WayIn } from "../../api/types";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { NameField } from "../../app/NameField";
import { makeAccount } from "../../app/newAccount";
import { say } from "../../app/say";
import { loadMe } from "../../app/session";
import { dayAndTime } from "../../app/time";
import { useAction } from "../../app/useAction";
import { useAsync } from "../../app/useAsync";
import { Button, ButtonLink, Mark, Problem, Screen } from "../../design";
import { wayIn as w } from "@words/wayIn";
import { BeforeLinking } from "../pair/BeforeLinking";

interface OpenedLinkProps {
  token: string;
  /** Called when the person is signed in. `isNewDevice`: they have a passkey on another device. */
  onIn: (isNewDevice: boolean) => void;
}

/** The page of a sign-in link, for someone who is not signed in. Only the tap on its button uses up the link. */
export function OpenedLink({ token, onIn }: OpenedLinkProps) {
  const { data, error, reload } = useAsync(() => post<WayIn>("/way-in", { token }));
  if (isCode(error, "link_not_usable")) return <Refused title={w.notUsableTitle} words={w.notUsable} />;
  if (!data) {
    return (
      <Screen title={w.noLinkTitle} quietTitle>
        <LoadingOrProblem error={error} onAgain={reload} />
      </Screen>
    );
  }
  if (data.purpose === "set_up") return <FirstAccount token={token} link={data} onIn={onIn} />;
  if (!data.works_now) {
    return <Refused title={w.notYetTitle} words={w.notYet(dayAndTime(data.valid_from))} />;
  }
  return <SignsIn token={token} name={data.name} onIn={onIn} />;
}

/** The page of a link that signs in to an existing account: on a new device, or made by the operator to help. */
function SignsIn({ token, name, onIn }: OpenedLinkProps & { name: string }) {
  const { busy, problem, run } = useAction(explain);
  const enter = () =>
    run(async () => {
      const { has_passkey } = await post<Me>("/way-in/use", { token });
      onIn(has_passkey);
      await loadMe();
    });
  return (
    <Screen title={w.deviceTitle} aside={<Mark size={40} />}>
      <p class="lead">{w.deviceLead(name)}</p>
      <Button wide busy={busy} onClick={enter}>
        {w.deviceYes}
      </Button>
      <Problem>{problem}</Problem>
    </Screen>
  );
}

function FirstAccount({ token, link, onIn }: OpenedLinkProps & { link: WayIn }) {
  const [name, setName] = useState(link.name);
  const { busy, problem, setProblem, run } = useAction(explain);
  const submit = (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (!name.trim()) {
      setProblem(w.nameMissing);
      return;
    }
    void run(async () => {
      await makeAccount("/way-in/set-up", token, name.trim());
      onIn(false);
    });
  };
  return (
    <Screen title={w.setUpTitle} aside={<Mark size={40} />}>
      <p class="lead">{w.setUpLead}</p>
      <form class="stack" onSubmit={submit} noValidate>
        <NameField label={w.name} hint={w.nameHint} error={problem} value={name} onInput={setName} />
        <BeforeLinking operator={link.operator} />
        <Button type="submit" wide busy={busy}>
          {w.begin}
        </Button>
      </form>
    </Screen>
  );
}

/** What the page says to someone who cannot sign in with a link. */
export function Refused({ title, words }: { title: string; words: string }) {
  return (
    <Screen title={title} aside={<Mark size={40} />}>
      <p class="lead">{words}</p>
      <ButtonLink href="/sign-in">{w.toSignIn}</ButtonLink>
    </Screen>
  );
}

const explain = (error: unknown): string => (isCode(error, "link_not_usable") ? w.notUsable : say(error));
