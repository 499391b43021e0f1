import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import { get } from "../../api/client";
import type { Home } from "../../api/types";
import { LoadProblem } from "../../app/LoadProblem";
import { recall } from "../../app/remembered";
import { useAsync } from "../../app/useAsync";
import { Loading, Screen } from "../../design";
import { answer as w } from "@words/answer";

/** Return the address of the check-in that waits for this person's answers, or of Home if none does. */
function goal({ check_in }: Pick<Home, "check_in">): string {
  return check_in?.state === "open" && check_in.mine !== "submitted" ? `/check-in/${check_in.id}` : "/";
}

/** The app shortcut "Answer": it opens the check-in; without a network, the check-in that this device knows. */
export default function AnswerNow() {
  const { route } = useLocation();
  const { data, error, reload } = useAsync(() =>
    get<Home>("/home").catch((problem: unknown) => {
      const known = recall<Home>("home");
      if (known) return known;
      throw problem;
    }),
  );
  useEffect(() => {
    if (data) route(goal(data), true);
  }, [data]);
  return (
    <Screen title={w.title} quietTitle back={{ href: "/", label: w.leave }}>
      {error ? <LoadProblem error={error} onAgain={() => void reload()} /> : <Loading label={w.loading} />}
    </Screen>
  );
}
