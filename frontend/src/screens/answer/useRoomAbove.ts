import { useLayoutEffect, useRef, useState } from "preact/hooks";

/**
 * Find out whether the bar may stick to the bottom of the screen: only if all choices fit above it. If they don't
 * (small phone, large text, landscape), the bar comes after the choices, and the page scrolls. The CSS variable
 * `--step-bar` is the height of the page that a bar at the bottom covers.
 *
 * @param shown Changes with the prompt, whose choices are then measured again.
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
      const page = document.documentElement;
      setFits(lowest + bar.offsetHeight <= page.clientHeight);
      page.style.setProperty("--step-bar", `${bar.offsetHeight}px`);
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
