import { useEffect, useRef, useState } from "preact/hooks";
import { me, whenForgotten } from "../../app/session";
import { useVisibility } from "../../platform/visibility";
import { dropConversation, keepConversation, keptConversation } from "./kept";
import type { Conversation } from "./kept";
import { keepInStep } from "./inStep";
import type { InStep } from "./inStep";
import type { Turns } from "./turns";

whenForgotten(dropConversation);

/**
 * Run the conversation of this page. `wantsApart`: the two use two phones, so before the conversation has begun, ask
 * whether the partner has begun it.
 */
export function useConversation(point: string, wantsApart: boolean) {
  const person = me.value?.id ?? "";
  const [conversation, setConversation] = useState(() => keptConversation(person, point, Date.now()));
  const [alone, setAlone] = useState(false);
  const latest = useRef(conversation);
  // A conversation that has begun, here or on the other phone, records whether two phones are used.
  const apart = conversation.turns?.apart ?? wantsApart;
  const link = useRef<InStep | null>(null);

  const change = (part: Partial<Conversation>): void => {
    latest.current = { ...latest.current, ...part };
    setConversation(latest.current);
    keepConversation(person, point, latest.current, Date.now());
  };

  useEffect(() => {
    if (!apart) return;
    const started = keepInStep(point, { read: () => latest.current, change, alone: setAlone });
    link.current = started;
    return () => {
      started.stop();
      link.current = null;
      setAlone(false);
    };
  }, [point, apart]);

  return {
    conversation,
    /** True if this phone continues alone, because the server cannot be reached. */
    alone,
    /** Make a step: on this phone at once, and on the other phone through the server. */
    step(turns: Turns): void {
      change({ turns, unsent: turns.apart });
      link.current?.moved();
    },
    choose: (opening: number) => change({ opening }),
  };
}

/** Return the present time (ms). Updates every second while `runs` is true, and when the page becomes visible. */
export function useNow(runs: boolean): number {
  const [now, setNow] = useState(Date.now);
  const look = (): void => setNow(Date.now());
  useVisibility({ shown: look });
  useEffect(() => {
    look();
    if (!runs) return;
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [runs]);
  return now;
}
