import { get } from "../../api/client";
import type { SignIn, SignedInDevice } from "../../api/types";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { me } from "../../app/session";
import { useAsync } from "../../app/useAsync";
import { Screen } from "../../design";
import { account as w } from "@words/account";
import { settings } from "@words/settings";
import { AddDevice } from "./AddDevice";
import { Address } from "./Address";
import { Devices } from "./Devices";
import { PasskeyOnly } from "./PasskeyOnly";
import { Passkeys } from "./Passkeys";
import { Provider } from "./Provider";
import "./settings.css";
import "./account.css";

async function load(): Promise<{ signIn: SignIn; devices: SignedInDevice[] }> {
  const [signIn, devices] = await Promise.all([get<SignIn>("/me/sign-in"), get<SignedInDevice[]>("/me/devices")]);
  return { signIn, devices };
}

export default function SignInSettings() {
  const { data, error, reload } = useAsync(load);
  return (
    <Screen title={w.title} back={{ href: "/settings", label: settings.title }}>
      {!data && <LoadingOrProblem error={error} onAgain={reload} />}
      {data && (
        <>
          <Devices devices={data.devices} onChange={reload} />
          <Passkeys signIn={data.signIn} onChange={reload} />
          <Provider signIn={data.signIn} onChange={reload} />
          <AddDevice signIn={data.signIn} />
          {me.value?.mail && (
            <>
              {data.signIn.email && <PasskeyOnly signIn={data.signIn} onChange={reload} />}
              <Address signIn={data.signIn} onChange={reload} />
            </>
          )}
        </>
      )}
    </Screen>
  );
}
