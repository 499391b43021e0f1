import { useState } from "preact/hooks";
import { get } from "../../api/client";
import type { PastPoints, Point } from "../../api/types";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { screenFile } from "../../app/screenFile";
import { useAsync } from "../../app/useAsync";
import { useVisibility } from "../../platform/visibility";
import { Button, Card, Icon, Sheet } from "../../design";
import { home as w } from "@words/home";

/**
 * Say that there is something that this person alone may read. A tap shows it, because another person may look at the
 * screen.
 */
export function PrivateCards({ checkInId }: { checkInId: string }) {
  const [open, setOpen] = useState(false);
  useVisibility({ hidden: () => setOpen(false) });
  return (
    <>
      <Card as="section" labelledBy="private-title" tone="deep" class="stack-s">
        <h2 id="private-title" class="row">
          <Icon name="lock" size={18} />
          {w.private}
        </h2>
        <p class="soft">{w.privateNeutral}</p>
        <div>
          <Button kind="quiet" label={`${w.privateOpen}: ${w.private}`} onClick={() => setOpen(true)}>
            {w.privateOpen}
          </Button>
        </div>
      </Card>
      <Sheet open={open} title={w.private} onClose={() => setOpen(false)}>
        <Fetched checkInId={checkInId} />
      </Sheet>
    </>
  );
}

/** The content of the sheet. It is mounted only while the sheet is open, so that closing removes its data. */
function Fetched({ checkInId }: { checkInId: string }) {
  const { data, error, reload } = useAsync(async () => {
    // A separate file, so that Home opens without it.
    const file = screenFile(() => import("./PrivateDetail"));
    const cards = await get<PastPoints>(`/talking-points?own=${checkInId}`);
    return { ...cards, ...(await file) };
  }, checkInId);
  if (!data) return <LoadingOrProblem error={error} onAgain={reload} />;
  return (
    <>
      {data.results.filter(waits).map((card) => (
        <data.PrivateDetail key={card.id} card={card} />
      ))}
    </>
  );
}

function waits({ role, voice }: Point): boolean {
  return role === "private" && !voice.talked_on && voice.mine !== "not_for_us";
}
