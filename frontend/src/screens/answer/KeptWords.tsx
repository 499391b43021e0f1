import { useState } from "preact/hooks";
import type { Draft } from "../../platform/drafts";
import { Button, ButtonLink, Card, Screen } from "../../design";
import { answer as w } from "@words/answer";
import { inShort } from "./model";

/** Words that came too late: where they are, how to take them along, how to let them go. */
export function KeptWords({ draft, onDiscard }: { draft: Draft; onDiscard: () => Promise<void> }) {
  const [copied, setCopied] = useState(false);
  const [sure, setSure] = useState(false);
  const submitted = draft.end === "already_submitted";
  const written = draft.checkIn.prompts.filter((prompt) => draft.answers[prompt.id]?.note.trim());
  const text = written
    .map((prompt) => `${prompt.text}\n${draft.answers[prompt.id]?.note ?? ""}`)
    .join("\n\n");
  return (
    <Screen
      title={submitted ? w.ended.submittedTitle : w.ended.closedTitle}
      back={{ href: "/", label: w.leave }}
    >
      <p>{submitted ? w.ended.submittedBody : w.ended.closedBody}</p>
      {draft.checkIn.prompts
        .filter((prompt) => draft.answers[prompt.id])
        .map((prompt) => (
          <Card key={prompt.id} class="stack-s">
            <p class="soft small">{prompt.text}</p>
            <p class="kept-note" dir="auto">
              {draft.answers[prompt.id]?.note.trim() || inShort(prompt, draft.answers[prompt.id])}
            </p>
          </Card>
        ))}
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
      <ButtonLink kind="plain" href="/">
        {w.gone.home}
      </ButtonLink>
    </Screen>
  );
}
