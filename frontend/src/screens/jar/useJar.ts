import { useEffect, useRef, useState } from "preact/hooks";
import { get, OfflineError } from "../../api/client";
import type { Jar, JarWords } from "../../api/types";
import { me } from "../../app/session";
import { keepJar, recallJar } from "./kept";

interface Read {
  /** The partner's name; null for a person without a partner. */
  partner: string | null;
  words: JarWords[];
  next: number | null;
}

/** Load the jar: first as this device keeps it, then from the server. */
export function useJar(user: string, coupleId: string | null) {
  const [jar, setJar] = useState<Read | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [turn, setTurn] = useState(0);
  const shown = useRef<Read | null>(null);

  const take = (read: Read): void => {
    shown.current = read;
    setJar(read);
    // If the person has signed out or the couple has changed in the meantime, keep nothing.
    if (!coupleId || read.partner === null || me.value?.id !== user || me.value.space.couple_id !== coupleId) return;
    void keepJar({ user, coupleId, ...read, partner: read.partner }).catch(() => undefined);
  };

  useEffect(() => {
    let stale = false;
    setError(null);
    void (async () => {
      const kept = coupleId ? await recallJar(user, coupleId).catch(() => undefined) : undefined;
      if (stale) return;
      if (kept && !shown.current) {
        shown.current = kept;
        setJar(kept);
      }
      try {
        const first = await get<Jar>("/jar");
        if (!stale) take(joined(fresh(first), shown.current));
      } catch (problem) {
        if (!stale && !(shown.current && problem instanceof OfflineError)) setError(problem);
      }
    })();
    return () => {
      stale = true;
    };
  }, [user, coupleId, turn]);

  const load = async (all: boolean): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      do {
        const now = shown.current;
        if (!now || now.next === null) break;
        const page = await get<Jar>(`/jar?before=${now.next}`);
        take({ partner: now.partner, words: [...now.words, ...page.words], next: page.next });
      } while (all || shown.current?.words.length === 0);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };

  return {
    words: jar?.words ?? null,
    partner: jar?.partner ?? null,
    /** True if there are older kind words to load. */
    more: jar !== null && jar.next !== null,
    busy,
    error,
    /** Load the next page. */
    loadMore: () => load(false),
    /** Load all remaining pages, for a search. */
    loadAll: () => load(true),
    again: () => setTurn((old) => old + 1),
  };
}

const fresh = ({ partner, words, next }: Jar): Read => ({ partner: partner?.display_name ?? null, words, next });

/** Join the new first page with the older kind words that are loaded already, if both overlap. Pure. */
export function joined(first: Read, here: Read | null): Read {
  const last = first.words.at(-1);
  if (first.next === null || !here || !last) return first;
  const at = here.words.findIndex((each) => each.check_in_id === last.check_in_id);
  if (at === -1 || here.words.length <= at + 1) return first;
  return { ...first, words: [...first.words, ...here.words.slice(at + 1)], next: here.next };
}
