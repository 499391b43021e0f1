/** Keep the screen on while two people talk with the phone between them. */
import { useEffect } from "preact/hooks";
import { onVisibility } from "./visibility";

/** Ask the browser to keep the screen on, and again each time the page comes into view. Returns a function for the end. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let over = false;
  const ask = async (): Promise<void> => {
    try {
      const given = await (navigator as Partial<Navigator>).wakeLock?.request("screen");
      if (over) await given?.release();
      else lock = given ?? null;
    } catch {
      // The battery is low, or the browser refuses: the screen goes off as usual.
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

/** `stayAwake` for as long as `wanted` is true and the component is on the screen. */
export function useAwake(wanted: boolean): void {
  useEffect(() => (wanted ? stayAwake() : undefined), [wanted]);
}
