import { isCode } from "../../api/client";
import { withProof } from "../../app/proof";
import { say } from "../../app/say";
import { useAction } from "../../app/useAction";
import { account as w } from "@words/account";

/** An action that the server may allow only after the passkey was used again; its problem says if that did not happen. */
export function useProvenAction(explain: (error: unknown) => string = say) {
  const action = useAction((error) => (isCode(error, "passkey_again") ? w.notConfirmed : explain(error)));
  const run = (work: () => Promise<unknown>): Promise<boolean> =>
    action.run(async () => {
      if ((await withProof(work)) === null) action.setProblem(w.notConfirmed);
    });
  return { ...action, run };
}
