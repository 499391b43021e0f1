import { useState } from "preact/hooks";
import { del } from "../../api/client";
import { useAction } from "../../app/useAction";
import { Button, ButtonLink, Icon, Mark, Problem, Screen } from "../../design";
import { dropTalked, isWaiting, markTalked } from "../../drafts/talked";
import { talk as w } from "@words/talk";
import { AgreementForm } from "../agreements/AgreementForm";
import type { Topic } from "./openings";

interface CloseProps {
  topic: Topic;
  person: string;
  onAgain: () => void;
  back: string;
}

type Marked = "no" | "sent" | "waiting";

/** The end of the conversation. The two can mark that they talked; nothing else is kept. */
export function Close({ topic, person, onAgain, back }: CloseProps) {
  const mark = { person, point: topic.id };
  const [marked, setMarked] = useState<Marked>(isWaiting(mark) ? "waiting" : topic.voice.talked_on ? "sent" : "no");
  const { busy, problem, run } = useAction();
  const undo = async (): Promise<void> => {
    if (isWaiting(mark)) dropTalked(mark);
    else await del(`/talking-points/${topic.id}/talked`);
    setMarked("no");
  };
  return (
    <Screen title={w.closeTitle} class="talk talk-close">
      <Mark size={112} />
      <p class="talk-hint">{w.closeLead}</p>
      {marked === "no" ? (
        <Button wide busy={busy} onClick={() => void run(async () => setMarked(await markTalked(mark)))}>
          {w.mark}
        </Button>
      ) : (
        <div class="talk-marked">
          <p role="status">
            <Icon name="check" size={20} />
            {marked === "waiting" ? w.markedLater : w.marked}
          </p>
          <Button kind="plain" busy={busy} label={`${w.undo}: ${w.mark}`} onClick={() => void run(undo)}>
            {w.undo}
          </Button>
        </div>
      )}
      <Problem>{problem}</Problem>
      {!topic.light && <AgreementForm experiment={topic.experiment} />}
      <div class="talk-next stack-s">
        <ButtonLink wide kind="quiet" href={back}>
          {w.back}
        </ButtonLink>
        <div class="talk-ways">
          <Button kind="plain" onClick={onAgain}>
            {w.again}
          </Button>
        </div>
      </div>
    </Screen>
  );
}
