import type { LevelPoint } from "../../api/types";
import { history as w } from "@words/history";
import { HEIGHT, line, place, trend, WIDTH } from "./levels";

interface LevelPictureProps {
  name: string;
  partner: string;
  mine: LevelPoint[];
  theirs: LevelPoint[];
}

/** One quiet picture a dimension: lines without numbers, only where there is something to see. */
export function LevelPicture({ name, partner, mine, theirs }: LevelPictureProps) {
  const moments = [...mine, ...theirs].map((point) => Date.parse(point.date));
  const from = Math.min(...moments);
  const to = Math.max(...moments);
  const own = place(mine, from, to);
  const other = place(theirs, from, to);
  const both = other.length > 1;
  const spoken = [
    w.picture(name, mine.length),
    w.trend(w.you, trend(mine)),
    both ? w.trend(partner, trend(theirs)) : "",
  ].join(" ");
  return (
    <figure class="level">
      <figcaption>
        <h2>{name}</h2>
      </figcaption>
      <div class="level-picture">
        <span class="level-edge soft" aria-hidden="true">
          <span>{w.more}</span>
          <span>{w.less}</span>
        </span>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={spoken}>
          <path class="level-ground" d={`M0 ${HEIGHT - 1}H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 1H${WIDTH}`} />
          {both && <path class="level-theirs" d={line(other)} />}
          <path class="level-mine" d={line(own)} />
          {both && <End class="level-theirs-end" at={other.at(-1)} />}
          <End class="level-mine-end" at={own.at(-1)} />
        </svg>
      </div>
    </figure>
  );
}

function End({ at, class: name }: { at: { x: number; y: number } | undefined; class: string }) {
  return at ? <circle class={name} cx={at.x} cy={at.y} r="5" /> : null;
}
