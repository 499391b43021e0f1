import { Button, Loading, Notice } from "../design";
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

/** What a screen shows as long as it has no content: the outline while it is loading, or why it could not be loaded. */
export function LoadingOrProblem({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  return error == null ? <Loading label={common.loading} /> : <LoadProblem error={error} onAgain={onAgain} />;
}
