import { useEffect, useRef } from "preact/hooks";
import { del, get, isCode, post } from "../../api/client";
import type { AgreementList } from "../../api/types";
import { live, PATIENCE } from "../../app/live";
import { type Loaded, useAsync } from "../../app/useAsync";

export interface Agreements extends Loaded<AgreementList> {
  /** Say yes to a suggestion. Throws if the server refuses. */
  accept: (id: string) => Promise<void>;
  /** End an agreement or a suggestion. Succeeds if the partner has ended it already. Throws if the server refuses. */
  end: (id: string) => Promise<void>;
}

/** The couple's agreements, kept current while the page is visible. An answer from before a change is ignored. */
export function useAgreements(): Agreements {
  const loaded = useAsync(() => get<AgreementList>("/agreements"));
  const { data, set } = loaded;
  const changes = useRef({ open: 0, done: 0 });
  const show = (list: AgreementList): void => {
    changes.current.done += 1;
    set(list);
  };
  useEffect(
    () =>
      live(async (signal) => {
        const { done } = changes.current;
        const list = await get<AgreementList>("/agreements", { signal, patience: PATIENCE });
        if (changes.current.open === 0 && changes.current.done === done) set(list);
      }),
    [set],
  );
  /** Send a change, and show the list that the server returns. */
  const change = async (call: Promise<AgreementList>): Promise<void> => {
    changes.current.open += 1;
    try {
      show(await call);
    } finally {
      changes.current.open -= 1;
    }
  };
  return {
    ...loaded,
    set: show,
    accept: (id) => change(post<AgreementList>(`/agreements/${id}/yes`)),
    end: (id) => change(ended(id, data)),
  };
}

/** End the agreement and return the new list. Also succeeds if the partner has ended the agreement already. */
async function ended(id: string, shown: AgreementList | null): Promise<AgreementList> {
  try {
    return await del<AgreementList>(`/agreements/${id}`);
  } catch (error) {
    if (!shown || !isCode(error, "not_found")) throw error;
    const others = <One extends { id: string }>(list: One[]): One[] => list.filter((one) => one.id !== id);
    return { ...shown, standing: others(shown.standing), waiting: others(shown.waiting) };
  }
}
