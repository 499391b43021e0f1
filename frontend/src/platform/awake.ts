/** Keep the phone's screen on while two people talk. */
import { useEffect } from "preact/hooks";
import { onVisibility } from "./visibility";

/** Keep the screen on. Ask the browser again whenever the page becomes visible. Returns a function that ends it. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let over = false;
  const ask = async (): Promise<void> => {
    try {
      const given = await (navigator as Partial<Navigator>).wakeLock?.request("screen");
      if (over) await given?.release();
      else lock = given ?? null;
    } catch {
      // The browser refuses, for example because the battery is low. The screen then goes off as usual.
    }
  };
  void ask();
  const stopWatching = onVisibility({ shown: ask });
  return () => {
    over = true;
    stopWatching();
    void lock?.release().catch(() => undefined);
  };
}

/** Keep the screen on while `wanted` is true and the component is mounted. */
export function useAwake(wanted: boolean): void {
  useEffect(() => (wanted ? stayAwake() : undefined), [wanted]);
}
