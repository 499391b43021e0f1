import { isCode } from "../../api/client";
import type { SignIn } from "../../api/types";
import { withProof } from "../../app/proof";
import { say } from "../../app/say";
import { useAction } from "../../app/useAction";
import { account as w } from "@words/account";

/** The props of a card about how the person signs in. `onChange` loads `signIn` again. */
export interface SignInProps {
  signIn: SignIn;
  onChange: () => Promise<void>;
}

/**
 * Run an action for which the server may ask for the passkey again. If the person does not use the passkey, the
 * action's problem says so.
 */
export function useProvenAction(explain: (error: unknown) => string = say) {
  const action = useAction((error) => (isCode(error, "passkey_again") ? w.notConfirmed : explain(error)));
  const run = (work: () => Promise<unknown>): Promise<boolean> =>
    action.run(async () => {
      if ((await withProof(work)) === null) action.setProblem(w.notConfirmed);
    });
  return { ...action, run };
}
