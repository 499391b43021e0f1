import { useEffect, useRef } from "preact/hooks";
import { get } from "../../api/client";
import type { AgreementList } from "../../api/types";
import { live, PATIENCE } from "../../app/live";
import { type Loaded, useAsync } from "../../app/useAsync";

export interface Agreements extends Loaded<AgreementList> {
  /** Send a change, and show the list that the server returns. Throws if the server refuses the change. */
  change: (call: () => Promise<AgreementList>) => Promise<void>;
}

/** The couple's agreements, kept current while the page is visible. An answer from before a change is ignored. */
export function useAgreements(): Agreements {
  const loaded = useAsync(() => get<AgreementList>("/agreements"));
  const { set } = loaded;
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
  const change = async (call: () => Promise<AgreementList>): Promise<void> => {
    changes.current.open += 1;
    try {
      show(await call());
    } finally {
      changes.current.open -= 1;
    }
  };
  return { ...loaded, set: show, change };
}
