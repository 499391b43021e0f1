import { useState } from "preact/hooks";
import { get } from "../../api/client";
import type { PastPoint, PastPoints, Point } from "../../api/types";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { partnerName } from "../../app/session";
import { useAsync } from "../../app/useAsync";
import { useVisibility } from "../../platform/visibility";
import { Button, Icon } from "../../design";
import { history as w } from "@words/history";
import { reveal } from "@words/reveal";
import { Helped } from "../reveal/Helped";
import { Why } from "../reveal/Why";
import "../reveal/point.css";

/** The private part of a check-in, for this person alone. A tap fetches it, and it closes when the page is hidden. */
export function JustForYou({ checkInId }: { checkInId: string }) {
  const [open, setOpen] = useState(false);
  useVisibility({ hidden: () => setOpen(false) });
  return (
    <section class="stack-s">
      <Button kind="quiet" icon="lock" wide onClick={() => setOpen(!open)}>
        {open ? w.justForYouClose : w.justForYou}
      </Button>
      {open && <Points checkInId={checkInId} />}
    </section>
  );
}

function Points({ checkInId }: { checkInId: string }) {
  const { data, error, reload } = useAsync(() => get<PastPoints>(`/talking-points?own=${checkInId}`), checkInId);
  if (!data) return <LoadingOrProblem error={error} onAgain={reload} />;
  const points = data.results.filter((point) => point.role === "private" || point.voice.talked_on);
  if (!points.length) return <p class="soft">{w.justForYouNothing}</p>;
  return (
    <>
      {points.map((point) => (
        <Own key={point.id} given={point} />
      ))}
    </>
  );
}

function Own({ given }: { given: PastPoint }) {
  const [point, setPoint] = useState<Point>(given);
  const partner = partnerName.value || reveal.yourPartner;
  const id = `own-${point.id}`;
  const alone = point.role === "private";
  return (
    <article class="point private" aria-labelledby={id}>
      <header class="stack-s">
        {alone && (
          <p class="only-you">
            <Icon name="lock" size={16} />
            {reveal.privateTitle}
          </p>
        )}
        <h2 id={id}>{point.headline}</h2>
        {alone && <p class="small soft">{reveal.privateBody}</p>}
      </header>
      {alone ? (
        <Why why={point.why} partner={partner} alone />
      ) : (
        <Helped point={point} partner={partner} onChange={setPoint} />
      )}
    </article>
  );
}
