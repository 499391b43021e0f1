import { del, put } from "../../api/client";
import type { Starter } from "../../api/types";
import { useChanges } from "../../app/useChanges";
import { IconButton } from "../../design";
import { reveal as w } from "@words/reveal";
import { Disclosure } from "./Disclosure";
import type { PointProps } from "./usePoint";

/** The starters of a point: first those for the person's own role. A tap unfolds those for the partner's role. */
export function Starters({ point, partner }: Pick<PointProps, "point" | "partner">) {
  const feels = point.starters.filter((starter) => starter.for === "feels");
  const listens = point.starters.filter((starter) => starter.for === "listens");
  if (!point.starters.length) return null;
  const mineIsListening = point.felt_by === "partner";
  const open = point.felt_by === "both" || point.felt_by === null;
  const first = mineIsListening ? listens : feels;
  const second = mineIsListening ? feels : listens;
  const firstLabel = open ? w.feels : mineIsListening ? w.forMeListens(partner) : w.forMeFeels;
  const secondLabel = open ? w.listens : mineIsListening ? w.forThemFeels(partner) : w.forThemListens(partner);
  return (
    <div class="stack-s">
      <h4>{w.starters}</h4>
      <p class="small soft">{w.startersHint}</p>
      <p class="small soft">{firstLabel}</p>
      <StarterGroup starters={first} />
      {second.length > 0 && (
        <Disclosure label={secondLabel}>
          <StarterGroup starters={second} />
        </Disclosure>
      )}
    </div>
  );
}

/** A group of starters, each with a button that adds it to the couple's shared list. */
export function StarterGroup({ starters }: { starters: Starter[] }) {
  return (
    <ul class="bare stack-s">
      {starters.map((starter) => (
        <StarterLine key={starter.key} starter={starter} />
      ))}
    </ul>
  );
}

function StarterLine({ starter }: { starter: Starter }) {
  const { changes, change } = useChanges<Starter>();
  const { key, saved } = { ...starter, ...changes[starter.key] };
  const turn = () => change(key, { saved: !saved }, () => (saved ? del : put)(`/starters/${key}/saved`));
  return (
    <li class="starter">
      <blockquote lang={starter.language}>{starter.text}</blockquote>
      <IconButton
        icon="bookmark"
        label={`${saved ? w.unsaveStarter : w.saveStarter}: ${starter.text}`}
        pressed={saved}
        onClick={() => void turn()}
      />
    </li>
  );
}
