import { useState } from "preact/hooks";
import { say } from "./say";

/** Run the action of a button: never twice at the same time. If it fails, `explain` turns the error into a text. */
export function useAction(explain: (error: unknown) => string = say) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const run = async (work: () => Promise<void>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setProblem("");
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(explain(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, setProblem, run };
}
