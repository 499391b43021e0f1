import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Scroll an element of the page into view, above the bar at the bottom.
 *
 * @param shown Changes when something opens in the element. While it is empty, nothing is scrolled.
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
