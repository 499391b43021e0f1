import { isCode, post } from "../../api/client";
import type { GoTo } from "../../api/types";
import { say } from "../../app/say";
import { useAction } from "../../app/useAction";
import { Button, Problem } from "../../design";
import { provider as w } from "@words/provider";
import { explainOutcome } from "./providerOutcome";

interface ByProviderProps {
  name: string;
  /** The code of how the last visit to the provider ended; "" without a visit. */
  outcome?: string;
  /** Called before the browser leaves the app. */
  before?: () => void;
}

/** The button to sign in with the provider. The browser goes to the provider and returns to the sign-in page. */
export function ByProvider({ name, outcome = "", before }: ByProviderProps) {
  const { busy, problem, run } = useAction((error) => (isCode(error, "provider_away") ? w.away(name) : say(error)));
  const go = () =>
    run(async () => {
      const { location: there } = await post<GoTo>("/way-in/provider");
      before?.();
      location.assign(there);
    });
  return (
    <div class="stack">
      <Button kind="quiet" wide busy={busy} onClick={go}>
        {w.signIn(name)}
      </Button>
      <Problem>{problem || explainOutcome(outcome, name)}</Problem>
    </div>
  );
}
