import type { Home } from "../../api/types";
import { plainDate } from "../../app/time";
import { ButtonLink, Card, Icon, Mark, whole } from "../../design";
import { home as w } from "@words/home";

/** True if the newest check-in is revealed and the person has not looked at the reveal yet. */
export function isFresh({ check_in, latest_reveal, space }: Home): boolean {
  const newest = check_in?.state === "revealed" && check_in.id === latest_reveal?.id;
  return space.state === "paired" && newest && !latest_reveal.looked_at;
}

/** The card about the latest reveal and the topics that are still to be talked about. */
export function Talk({ home }: { home: Home }) {
  const reveal = home.latest_reveal;
  if (!reveal) return null;
  const fresh = isFresh(home);
  const title = whole(w.lastTime(plainDate(reveal.opens_at)));
  if (fresh || home.check_in === null) {
    return (
      <Card as="section" labelledBy="reveal-title" tone={fresh ? "clay" : "plain"} class="stack">
        {fresh && <Mark size={60} />}
        <h2 id="reveal-title">{fresh ? w.revealed : title}</h2>
        <p>{fresh ? w.revealedLead : openPoints(home)}</p>
        {fresh && reveal.wish && <p>{w.wish}</p>}
        <ButtonLink href={`/reveal/${reveal.id}`} kind={fresh ? "primary" : "quiet"} wide>
          {fresh ? w.look : w.lookAgain}
        </ButtonLink>
      </Card>
    );
  }
  return (
    <a class="line-card" href={`/reveal/${reveal.id}`}>
      <Icon name="talk" />
      <span>
        <strong>{title}</strong>
        <span class="soft small">{openPoints(home)}</span>
      </span>
      <Icon name="forward" size={20} />
    </a>
  );
}

/** Return the line about the open topics. `wish` may be missing from a Home that an older version of the app kept. */
function openPoints({ open_points: count, latest_reveal }: Home): string {
  if (count === 0) return w.lookAgain;
  return latest_reveal?.wish ? w.pointsWithWish(count) : w.points(count);
}
