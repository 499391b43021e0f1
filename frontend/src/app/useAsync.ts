import { useCallback, useEffect, useRef, useState } from "preact/hooks";

export interface Loaded<T> {
  data: T | null;
  error: unknown;
  reload: () => Promise<void>;
  /** Replace the data with the answer of another request. */
  set: (data: T) => void;
}

/** Load data when the screen opens and whenever `key` changes. The answer of an older call is ignored. */
export function useAsync<T>(load: () => Promise<T>, key: unknown = ""): Loaded<T> {
  const [state, setState] = useState<{ data: T | null; error: unknown }>({ data: null, error: null });
  const newest = useRef(0);
  const reload = useCallback(async () => {
    const turn = ++newest.current;
    try {
      const data = await load();
      if (turn === newest.current) setState({ data, error: null });
    } catch (error) {
      if (turn === newest.current) setState((old) => ({ ...old, error }));
    }
    // `load` is a new function on every render, so the effect depends on `key` instead.
  }, [key]);
  useEffect(() => {
    void reload();
    return () => {
      newest.current += 1;
    };
  }, [reload]);
  const set = useCallback((data: T) => {
    newest.current += 1;
    setState({ data, error: null });
  }, []);
  return { ...state, reload, set };
}
