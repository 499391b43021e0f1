import { useEffect, useRef, useState } from "preact/hooks";
import { me, whenForgotten } from "../../app/session";
import { useVisibility } from "../../platform/visibility";
import { dropConversation, keepConversation, keptConversation } from "./kept";
import type { Conversation } from "./kept";
import { keepInStep } from "./inStep";
import type { InStep } from "./inStep";
import type { Turns } from "./turns";

whenForgotten(dropConversation);

export interface Talking {
  conversation: Conversation;
  /** Take a step: here at once, and on the other phone where there is a network. */
  step(turns: Turns): void;
  choose(opening: number): void;
  /** This phone goes on without the other. */
  alone: boolean;
}

/** The conversation of this page. `wantsApart`: before it has begun, look whether the partner has begun it. */
export function useConversation(point: string, wantsApart: boolean): Talking {
  const person = me.value?.id ?? "";
  const [conversation, setConversation] = useState(() => keptConversation(person, point, Date.now()));
  const [alone, setAlone] = useState(false);
  const latest = useRef(conversation);
  // Once it has begun, here or on the other phone, it says itself how it is held.
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
    alone,
    step(turns) {
      change({ turns, unsent: turns.apart });
      link.current?.moved();
    },
    choose: (opening) => change({ opening }),
  };
}

/** The time now (ms): each second while `runs`, and at once when the page comes into view. */
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
