import type { Starter, StarterGroup } from "../../api/types";
import { Icon, IconButton } from "../../design";
import { starters as w } from "@words/starters";

interface GroupProps {
  group: StarterGroup;
  open: boolean;
  canSave: boolean;
  onTurn: (starter: Starter) => void;
}

/** One reason of the library with its starters and small things to try. A tap unfolds it. */
export function Group({ group, open, canSave, onTurn }: GroupProps) {
  const { reason, starters, experiments } = group;
  const part = (side: Starter["for"]) => starters.filter((starter) => starter.for === side);
  return (
    <details class={`group ${reason.dimension}`} open={open}>
      <summary>
        <span class="group-shape" aria-hidden="true" />
        <span class="group-words" lang={reason.language}>
          <strong>{reason.title}</strong>
          <span class="soft small">{reason.summary}</span>
        </span>
        <Icon name="forward" size={20} class="group-arrow" />
      </summary>
      <div class="group-body stack">
        <Sentences title={w.feels} list={part("feels")} canSave={canSave} onTurn={onTurn} />
        <Sentences title={w.listens} list={part("listens")} canSave={canSave} onTurn={onTurn} />
        {experiments.length > 0 && (
          <section class="stack-s">
            <h2 class="group-title">{w.experiments}</h2>
            <ul class="bare stack-s">
              {experiments.map((experiment) => (
                <li key={experiment.key} class="try">
                  <span lang={experiment.language}>{experiment.text}</span>{" "}
                  <span class="soft small">{w.minutes(experiment.minutes)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </details>
  );
}

interface SentencesProps extends Pick<GroupProps, "canSave" | "onTurn"> {
  title: string;
  list: Starter[];
}

function Sentences({ title, list, canSave, onTurn }: SentencesProps) {
  if (list.length === 0) return null;
  return (
    <section class="stack-s">
      <h2 class="group-title">{title}</h2>
      <ul class="bare stack-s">
        {list.map((starter) => (
          <li key={starter.key} class={`sentence ${starter.for}`}>
            <blockquote lang={starter.language}>{starter.text}</blockquote>
            {canSave && (
              <IconButton
                icon="bookmark"
                pressed={starter.saved}
                label={w.save(starter.text)}
                onClick={() => onTurn(starter)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
