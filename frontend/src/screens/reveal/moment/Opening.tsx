import { useEffect, useState } from "preact/hooks";
import { Button, Mark, Screen } from "../../../design";
import { moment as w } from "@words/moment";
import { reveal } from "@words/reveal";
import { useTurns } from "./turns";

/** The time (ms) from the tap until the arches meet, and until the first step is shown. moment.css moves the arches. */
const MEET = 900;
const DONE = 1_300;

interface OpeningProps {
  partner: string;
  onOpen: () => void;
  onAll: () => void;
}

/** The screen "Ready?". After a tap, two arches slide together. */
export function Opening({ partner, onOpen, onAll }: OpeningProps) {
  const [moving, setMoving] = useState(false);
  const begin = (): void => {
    // A second tap skips the movement of the arches.
    if (moving || prefersStillness()) onOpen();
    else setMoving(true);
  };
  useEffect(() => {
    if (!moving) return;
    const meet = setTimeout(touch, MEET);
    const done = setTimeout(onOpen, DONE);
    return () => {
      clearTimeout(meet);
      clearTimeout(done);
    };
  }, [moving]);
  useTurns((turn) => (turn === "all" ? onAll() : turn === "next" && begin()));
  return (
    <Screen title={w.ready} back={{ href: "/", label: reveal.back }} class="moment opening">
      <div class={`arches${moving ? " moving" : ""}`}>
        <Mark size={148} />
      </div>
      <p class="lead">{w.readyBody(partner)}</p>
      <p class="soft small keys">{w.keys}</p>
      <div class="moment-ways">
        <Button wide onClick={begin}>
          {w.open}
        </Button>
      </div>
      <Button kind="plain" onClick={onAll}>
        {w.all}
      </Button>
    </Screen>
  );
}

const prefersStillness = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Let the phone vibrate shortly when the arches meet. Does nothing if the browser cannot or refuses. */
function touch(): void {
  try {
    navigator.vibrate?.(15);
  } catch {
    // The vibration is only decoration.
  }
}
