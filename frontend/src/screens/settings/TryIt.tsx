import { useState } from "preact/hooks";
import { post } from "../../api/client";
import type { NotificationPreferences, TestSent } from "../../api/types";
import { useAction } from "../../app/useAction";
import { Button, Notice, Problem } from "../../design";
import { reminders as w } from "@words/settings";

/** The button "Send me a test", and its result. */
export function TryIt({ chosen }: { chosen: NotificationPreferences }) {
  const [said, say] = useState("");
  const { busy, problem, run } = useAction();
  const test = () =>
    run(async () => {
      say("");
      const sent = await post<TestSent>("/notifications/test");
      say(w.tested(chosen.push ? sent.push : null, chosen.email ? sent.email : null));
    });
  return (
    <div class="stack-s">
      <Button kind="quiet" wide busy={busy} onClick={test}>
        {w.test}
      </Button>
      <p class="hint">{w.testHint}</p>
      <div role="status">{said && <Notice>{said}</Notice>}</div>
      <Problem>{problem}</Problem>
    </div>
  );
}
