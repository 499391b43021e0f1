import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Scroll this part of the page into sight, above the bar at the bottom.
 *
 * @param shown changes with what opened in it. Nothing scrolls while it is empty.
 */
export function useInSight(shown: string) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!shown) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    ref.current?.scrollIntoView({ block: "nearest", behavior: still ? "instant" : "smooth" });
  }, [shown]);
  return ref;
}
