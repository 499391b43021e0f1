import type { LevelPoint } from "../../api/types";
import { plainDate } from "../../app/time";
import { history as w } from "@words/history";
import { answered, byDay, type Drawn, HEIGHT, line, pieces, trend, WIDTH } from "./levels";

interface LevelPictureProps {
  name: string;
  partner: string;
  mine: LevelPoint[];
  theirs: LevelPoint[];
}

/** The picture of one dimension over time: a line for each person, without numbers. */
export function LevelPicture({ name, partner, ...lines }: LevelPictureProps) {
  const [mine, theirs] = [byDay(lines.mine), byDay(lines.theirs)];
  const days = [...mine, ...theirs].map((point) => point.date).sort();
  const [start, end] = [days[0] ?? "", days.at(-1) ?? ""];
  const from = Date.parse(start);
  const to = Date.parse(end);
  const own = answered(mine);
  const other = answered(theirs);
  const both = other.length > 1;
  const missed = mine.length - own.length;
  const spoken = [
    w.picture(name, own.length, w.days(plainDate(start), plainDate(end))),
    w.trend(w.you, trend(own)),
    both ? w.trend(partner, trend(other)) : "",
    missed > 0 ? w.missed(missed) : "",
  ];
  return (
    <figure class="level">
      <figcaption>
        <h3>{name}</h3>
      </figcaption>
      <div class="level-picture">
        <span class="level-edge soft" aria-hidden="true">
          <span>{w.more}</span>
          <span>{w.less}</span>
        </span>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={spoken.filter(Boolean).join(" ")}>
          <path class="level-ground" d={`M0 ${HEIGHT - 1}H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 1H${WIDTH}`} />
          {/* The lines are shifted by 3 units, so that both are visible where both answered the same. */}
          <Line whose="mine" drawn={pieces(mine, from, to)} down={both ? -3 : 0} />
          {both && <Line whose="theirs" drawn={pieces(theirs, from, to)} down={3} />}
        </svg>
      </div>
      <p class="level-days soft" aria-hidden="true">
        <span>{plainDate(start)}</span>
        <span>{plainDate(end)}</span>
      </p>
    </figure>
  );
}

function Line({ whose, drawn, down }: { whose: "mine" | "theirs"; drawn: Drawn[][]; down: number }) {
  const end = drawn.at(-1)?.at(-1);
  return (
    <g transform={`translate(0 ${down})`}>
      {drawn.map((piece) => (
        <path key={piece[0]?.x} class={`level-${whose}`} d={line(piece)} />
      ))}
      {end && <circle class={`level-${whose}-end`} cx={end.x} cy={end.y} r={whose === "mine" ? 5 : 3.75} />}
    </g>
  );
}
