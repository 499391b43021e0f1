import { useEffect, useState } from "preact/hooks";
import { memoryOnly } from "../../app/online";
import type { Draft, DraftEnd } from "../../drafts/store";
import { onlyHere, onServer } from "../../drafts/outgoing";
import { Button, ButtonLink, Card, Screen } from "../../design";
import { answer as w } from "@words/answer";
import { inShort } from "./model";

type Ended = Exclude<DraftEnd, "open">;

/** The texts for each end: `title`, `body` if there are unsent answers, and `whole` if the server has them all. */
const endings: Record<Ended, { title: string; body: string; whole: string }> = {
  already_submitted: { title: w.ended.submittedTitle, body: w.ended.submittedBody, whole: w.ended.submittedWhole },
  check_in_closed: { title: w.ended.closedTitle, body: w.ended.closedBody, whole: w.ended.closedWhole },
  space_ended: { title: w.ended.spaceTitle, body: w.ended.spaceBody, whole: w.ended.spaceWhole },
};

interface KeptWordsProps {
  draft: Draft & { end: Ended };
  onDiscard: () => Promise<void>;
}

/** The page about words that can no longer be sent: where they are, and how to copy and remove them. */
export function KeptWords({ draft, onDiscard }: KeptWordsProps) {
  const ending = endings[draft.end];
  const unsent = new Set(onlyHere(draft));
  const prompts = draft.checkIn.prompts.filter(({ id }) => unsent.has(id));
  useEffect(() => {
    // If the server has all answers, remove the draft from this device.
    if (prompts.length === 0) void onDiscard();
  }, []);
  return (
    <Screen title={ending.title} back={{ href: "/", label: w.leave }}>
      <p>
        {prompts.length > 0 ? `${ending.body} ${memoryOnly.value ? w.ended.hereInMemory : w.ended.here}` : ending.whole}
      </p>
      {onServer(draft) && (
        <>
          <p>{prompts.length > 0 ? w.ended.saved : w.ended.savedWhole}</p>
          <ButtonLink kind="quiet" wide href={`/history/${draft.checkInId}`}>
            {w.ended.history}
          </ButtonLink>
        </>
      )}
      {prompts.map((prompt) => (
        <Card key={prompt.id} class="stack-s">
          <p class="soft small" lang={prompt.language}>
            {prompt.text}
          </p>
          <p class="kept-note" dir="auto">
            {draft.answers[prompt.id]?.note.trim() || inShort(prompt, draft.answers[prompt.id])}
          </p>
        </Card>
      ))}
      {prompts.length > 0 && <Parting draft={draft} ids={unsent} onDiscard={onDiscard} />}
      <ButtonLink kind="plain" href="/">
        {w.gone.home}
      </ButtonLink>
    </Screen>
  );
}

function Parting({ draft, ids, onDiscard }: KeptWordsProps & { ids: Set<string> }) {
  const [copied, setCopied] = useState(false);
  const [sure, setSure] = useState(false);
  const text = draft.checkIn.prompts
    .filter(({ id }) => ids.has(id) && draft.answers[id]?.note.trim())
    .map((prompt) => `${prompt.text}\n${draft.answers[prompt.id]?.note ?? ""}`)
    .join("\n\n");
  return (
    <>
      {text && (
        <Button
          kind="quiet"
          icon="copy"
          wide
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {copied ? w.ended.copied : w.ended.copy}
        </Button>
      )}
      <Button kind="danger" wide onClick={() => (sure ? void onDiscard() : setSure(true))}>
        {sure ? w.ended.removeSure : w.ended.remove}
      </Button>
    </>
  );
}
