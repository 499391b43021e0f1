import { useEffect, useRef, useState } from "preact/hooks";
import { contains } from "../../app/fold";
import { LoadingOrProblem, LoadProblem } from "../../app/LoadProblem";
import { me } from "../../app/session";
import { Button, EmptyState, IconButton, Screen } from "../../design";
import { jar as w } from "@words/jar";
import { dayOf } from "./day";
import { useJar } from "./useJar";
import "./jar.css";

/** The page with the kind words that were shared with the viewer, in one list. It shows nothing private. */
export default function JarScreen() {
  const person = me.value;
  return person ? <JarOf key={person.id} user={person.id} coupleId={person.space.couple_id} /> : null;
}

function JarOf({ user, coupleId }: { user: string; coupleId: string | null }) {
  const jar = useJar(user, coupleId);
  const [query, setQuery] = useState<string | null>(null);
  const { words, partner } = jar;
  const name = partner || w.fromPartner;
  const shown = (words ?? []).filter(({ text }) => contains(text, query ?? ""));
  const open = (): void => {
    setQuery("");
    // Load all kind words, so that the search finds every match.
    void jar.loadAll();
  };
  const empty = words !== null && words.length === 0 && !jar.more;
  return (
    <Screen
      title={w.title}
      kicker={partner === null ? undefined : w.lead(name)}
      back={{ href: "/", label: w.back }}
      aside={
        words !== null && !empty ? (
          <IconButton
            icon={query === null ? "search" : "close"}
            label={query === null ? w.search : w.closeSearch}
            pressed={query !== null}
            onClick={() => (query === null ? open() : setQuery(null))}
          />
        ) : undefined
      }
      class="jar"
    >
      {words === null && <LoadingOrProblem error={jar.error} onAgain={jar.again} />}
      {empty && (
        <EmptyState title={partner === null ? w.alone : w.empty}>
          <p>{partner === null ? w.aloneLead : w.emptyLead(name)}</p>
        </EmptyState>
      )}
      {query !== null && <Search query={query} onQuery={setQuery} found={shown.length} busy={jar.busy} />}
      {shown.length > 0 && (
        <ol class="bare kind-words">
          {shown.map((each) => (
            <li key={`${each.check_in_id} ${each.text}`}>
              <figure>
                <blockquote dir="auto">{each.text}</blockquote>
                <figcaption>
                  <time dateTime={each.revealed_on}>{dayOf(each.revealed_on)}</time>
                </figcaption>
              </figure>
            </li>
          ))}
        </ol>
      )}
      {words !== null && jar.error != null && (
        <LoadProblem error={jar.error} onAgain={() => void (query === null ? jar.loadMore() : jar.loadAll())} />
      )}
      {jar.more && query === null && jar.error == null && (
        <Button kind="plain" busy={jar.busy} onClick={() => void jar.loadMore()}>
          {w.earlier}
        </Button>
      )}
      {words !== null && partner !== null && <p class="soft small jar-foot">{w.foot(name)}</p>}
    </Screen>
  );
}

interface SearchProps {
  query: string;
  onQuery: (query: string) => void;
  found: number;
  busy: boolean;
}

function Search({ query, onQuery, found, busy }: SearchProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const status = busy ? w.searching : !query.trim() ? "" : found === 0 ? w.nothing : w.found(found);
  return (
    <div class="jar-search">
      <input
        class="input"
        type="search"
        aria-label={w.search}
        placeholder={w.searchPlaceholder}
        value={query}
        ref={field}
        onInput={(event) => onQuery(event.currentTarget.value)}
      />
      <p class="soft small" role="status">
        {status}
      </p>
    </div>
  );
}
