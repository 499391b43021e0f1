import { useId } from "preact/hooks";
import type { Who } from "../../api/types";

interface ArchesProps {
  /** The person whose turn it is to speak. */
  active: Who;
  /** How full the arch of that person is, from 0 to 1. */
  level: number;
  names: Record<Who, string>;
}

const ARCH = "M2 102V38a36 36 0 0 1 72 0v64z";
const HEIGHT = 102;

/** The two arches of the mark, one for each person. The arch of the person whose turn it is fills slowly. */
export function Arches({ active, level, names }: ArchesProps) {
  return (
    <div class="talk-arches" aria-hidden="true">
      {(["me", "partner"] as const).map((who) => (
        <Arch key={who} who={who} name={names[who]} level={active === who ? level : null} />
      ))}
    </div>
  );
}

/** One arch with a name under it. `level`: how full it is, from 0 to 1; null if the other person has the turn. */
export function Arch({ who, name, level }: { who: Who; name: string; level: number | null }) {
  const id = useId();
  const top = HEIGHT * (1 - (level ?? 0));
  return (
    <div class={`talk-arch ${who}${level === null ? " rests" : ""}`}>
      <svg viewBox="0 0 76 104" aria-hidden="true">
        <clipPath id={id}>
          <path d={ARCH} />
        </clipPath>
        <path class="arch-ground" d={ARCH} />
        {level !== null && <rect class="arch-level" clip-path={`url(#${id})`} x="0" y={top} width="76" height="104" />}
        <path class="arch-line" d={ARCH} />
      </svg>
      <span>{name}</span>
    </div>
  );
}
