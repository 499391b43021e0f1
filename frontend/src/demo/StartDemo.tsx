import { post } from "../api/client";
import { loadMe } from "../app/session";
import { useAction } from "../app/useAction";
import { Button, Mark, Problem, Screen, whole } from "../design";
import { common } from "@words/common";
import { demo as w } from "@words/demo";
import { signIn } from "@words/signIn";

/** The first page of a demo. It is shown instead of the sign-in page. */
export function StartDemo() {
  const { busy, problem, run } = useAction();
  const visit = () =>
    run(async () => {
      await post("/demo/visit");
      await loadMe();
    });
  return (
    <Screen title={common.appName} class="sign-in first">
      <div class="sign-in-art">
        <Mark size={132} />
      </div>
      <p class="lead sign-in-lead">{whole(signIn.lead)}</p>
      <p>{w.lead}</p>
      <Button wide busy={busy} onClick={visit}>
        {w.start}
      </Button>
      <Problem>{problem}</Problem>
      <p class="soft small">{w.both}</p>
    </Screen>
  );
}
