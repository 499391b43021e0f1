import type { Point } from "../../api/types";
import { Icon } from "../../design";
import { reveal as w } from "@words/reveal";
import { Disclosure } from "./Disclosure";
import { StarterGroup } from "./Starters";

/** Another small thing to try, and starters for the other role, for a person whom the conversation helped little. */
export function AnotherWay({ way }: { way: NonNullable<Point["another_way"]> }) {
  const { experiment, starters } = way;
  const role = starters[0]?.for;
  return (
    <div class="another-way stack-s">
      <p class="only-you">
        <Icon name="lock" size={16} />
        {w.privateTitle}
      </p>
      <p class="part-title">{w.anotherWay}</p>
      <p class="small soft">{w.anotherWayLead}</p>
      {experiment && (
        <p>
          <span lang={experiment.language}>{experiment.text}</span>{" "}
          <span class="small soft">{w.minutes(experiment.minutes)}</span>
        </p>
      )}
      {role && (
        <Disclosure label={w.otherSide[role]}>
          <StarterGroup starters={starters} />
        </Disclosure>
      )}
    </div>
  );
}
