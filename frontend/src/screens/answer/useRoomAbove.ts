import { useLayoutEffect, useRef, useState } from "preact/hooks";

/**
 * Whether a bar may stick to the bottom of the screen: only while everything that there is to choose fits above it.
 * Where it does not (a small phone, large text, landscape) the bar stands after the choices, and the page scrolls.
 *
 * @param shown changes when another prompt is shown, which is then measured anew.
 */
export function useRoomAbove(shown: unknown) {
  const ref = useRef<HTMLDivElement>(null);
  const [fits, setFits] = useState(true);
  useLayoutEffect(() => {
    const bar = ref.current;
    const choices = bar?.parentElement?.querySelector("fieldset, textarea");
    if (!bar || !choices) return;
    const measure = () => {
      const lowest = choices.getBoundingClientRect().bottom + scrollY;
      setFits(lowest + bar.offsetHeight <= document.documentElement.clientHeight);
    };
    measure();
    const watch = new ResizeObserver(measure);
    for (const one of [document.documentElement, choices, bar]) watch.observe(one);
    addEventListener("resize", measure);
    return () => {
      watch.disconnect();
      removeEventListener("resize", measure);
    };
  }, [shown]);
  return { ref, fits };
}
