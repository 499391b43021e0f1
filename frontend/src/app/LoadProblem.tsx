import { Button, Notice } from "../design";
import { common } from "@words/common";
import { say } from "./say";

/** The message and the retry button that are shown instead of content that could not be loaded. */
export function LoadProblem({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  return (
    <Notice tone="warn" live>
      <p>{say(error)}</p>
      <Button kind="plain" onClick={onAgain}>
        {common.tryAgain}
      </Button>
    </Notice>
  );
}
