import { useMemo, useState } from "preact/hooks";
import { choices } from "./choices";
import { say } from "./say";
import { toast } from "./toast";

type Changes<T> = Record<string, Partial<T>>;

export interface ChangesByKey<T> {
  /** What has changed since the page was opened, by the key of the thing. */
  changes: Changes<T>;
  /** Show a change at once, and save it with `send`. Return false if that fails: the change is taken back then. */
  change: (key: string, next: Partial<T>, send: () => Promise<unknown>) => Promise<boolean>;
}

function merged<T>(all: Changes<T>, more: Changes<T>): Changes<T> {
  const each = Object.entries(more).map(([key, next]) => [key, { ...all[key], ...next }]);
  return { ...all, ...Object.fromEntries(each) };
}

/** Keep the changes of things on a page. If a change can't be saved, only this one is undone, and a toast says why. */
export function useChanges<T>(): ChangesByKey<T> {
  const [changes, setChanges] = useState<Changes<T>>({});
  const saving = useMemo(() => choices<Changes<T>, Changes<T>>({}, merged, setChanges), []);
  const change = async (key: string, next: Partial<T>, send: () => Promise<unknown>): Promise<boolean> => {
    try {
      await saving.choose({ [key]: next } as Changes<T>, () => send().then(() => null));
    } catch (problem) {
      toast(say(problem));
      return false;
    }
    return true;
  };
  return { changes, change };
}
