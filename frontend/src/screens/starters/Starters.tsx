import { useMemo, useState } from "preact/hooks";
import { del, get, put } from "../../api/client";
import type { Starter, StarterList } from "../../api/types";
import { LoadingOrProblem } from "../../app/LoadProblem";
import { me } from "../../app/session";
import { toast } from "../../app/toast";
import { useAsync } from "../../app/useAsync";
import { useChanges } from "../../app/useChanges";
import { EmptyState, Screen, Segmented, TextField } from "../../design";
import { ratings } from "@words/ratings";
import { starters as w } from "@words/starters";
import { find, type Show } from "./find";
import { Group } from "./Group";
import { withChanges } from "./list";
import { Sections } from "./Sections";
import "./starters.css";

const filters: readonly { value: Show; label: string }[] = [
  { value: "all", label: w.all },
  { value: "appreciation", label: ratings.dimensions.appreciation },
  { value: "autonomy", label: ratings.dimensions.autonomy },
  { value: "connection", label: ratings.dimensions.connection },
];

export default function Starters() {
  const { data, error, reload } = useAsync(() => get<StarterList>("/starters"));
  const [show, setShow] = useState<Show>("all");
  const [query, setQuery] = useState("");
  const { changes, change } = useChanges<Starter>();
  const groups = useMemo(
    () => find(withChanges(data?.results ?? [], changes), show, query),
    [data, changes, show, query],
  );
  const paired = me.value?.space.state === "paired";

  const turn = async ({ key, saved }: Starter) => {
    const isSaved = await change(key, { saved: !saved }, () => (saved ? del : put)(`/starters/${key}/saved`));
    if (isSaved && !saved && paired) toast(w.nowSaved);
  };

  return (
    <Screen title={w.title}>
      {paired && <Sections here="library" />}
      <p class="soft">{paired ? w.lead : w.leadAlone}</p>
      <div class="stack">
        <TextField
          label={w.search}
          quietLabel
          type="search"
          autoComplete="off"
          placeholder={w.searchPlaceholder}
          value={query}
          onInput={setQuery}
        />
        <Segmented legend={w.filter} quietLegend look="chips" options={filters} value={show} onChange={setShow} />
      </div>
      {!data && <LoadingOrProblem error={error} onAgain={reload} />}
      {data && (
        <p class="unseen" role="status">
          {w.found(groups.length)}
        </p>
      )}
      {data && groups.length === 0 && (
        <EmptyState title={w.nothing}>
          <p>{w.nothingLead}</p>
        </EmptyState>
      )}
      <ul class="bare stack-s">
        {groups.map((group) => (
          <li key={group.reason.key}>
            <Group group={group} open={groups.length === 1} canSave={paired} onTurn={turn} />
          </li>
        ))}
      </ul>
    </Screen>
  );
}
