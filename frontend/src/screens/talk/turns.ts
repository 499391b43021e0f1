/**
 * A guided conversation as a state machine. Pure: each change takes the time as a moment (ms), so a phone that slept,
 * and a page that was loaded again, go on at the right place. No word that anyone says is in it.
 */
import type { SharedTurns, Who } from "../../api/types";

export type TalkPhase = SharedTurns["phase"];

export interface Turns {
  /** Each on a phone of their own. */
  apart: boolean;
  /** Choosing words, speaking, saying what was heard, the end. */
  phase: TalkPhase;
  /** In the second turn the other one speaks. */
  turn: 1 | 2;
  speaks: Who;
  /** When the suggested time of the step is over; null if it has none, and during a pause. */
  ends: number | null;
  /** When the suggested time of the pause is over, and how much of the step is left (ms). */
  pause: { ends: number; left: number | null } | null;
}

const MINUTE = 60_000;
/** The suggested time of each step (ms). */
export const TIMES: Record<TalkPhase, number | null> = {
  words: null,
  speak: 5 * MINUTE,
  heard: 2 * MINUTE,
  close: null,
};
export const PAUSE = 20 * MINUTE;

export const other = (who: Who): Who => (who === "me" ? "partner" : "me");

/** The one who has the word: the speaker, or the listener who says what they heard. */
export const hasTheWord = ({ phase, speaks }: Turns): Who => (phase === "heard" ? other(speaks) : speaks);

/** The first step. */
export const begin = (speaks: Who, apart: boolean): Turns => ({
  apart,
  phase: "words",
  turn: 1,
  speaks,
  ends: null,
  pause: null,
});

/** The next step. After the first turn, the other one speaks. */
export function next(turns: Turns, now: number): Turns {
  if (turns.phase === "words") return at(turns, "speak", now);
  if (turns.phase === "speak") return at(turns, "heard", now);
  if (turns.phase === "heard" && turns.turn === 1)
    return at({ ...turns, turn: 2, speaks: other(turns.speaks) }, "speak", now);
  return at(turns, "close", now);
}

/** The step before, after a mistaken tap. Null in the first step. */
export function before(turns: Turns, now: number): Turns | null {
  if (turns.phase === "words") return null;
  if (turns.phase === "heard") return at(turns, "speak", now);
  if (turns.phase === "close") return at(turns, turns.turn === 2 ? "heard" : "speak", now);
  return turns.turn === 1
    ? at(turns, "words", now)
    : at({ ...turns, turn: 1, speaks: other(turns.speaks) }, "heard", now);
}

/** The end, from any step. */
export const finish = (turns: Turns, now: number): Turns => at(turns, "close", now);

/** A pause. What is left of the step waits. */
export function pause(turns: Turns, now: number): Turns {
  if (turns.pause || turns.phase === "close") return turns;
  return { ...turns, ends: null, pause: { ends: now + PAUSE, left: left(turns, now) } };
}

/** Back from a pause, whenever that is: the step goes on with the time that it had left. */
export function resume(turns: Turns, now: number): Turns {
  if (!turns.pause) return turns;
  const { left: waiting } = turns.pause;
  return { ...turns, pause: null, ends: waiting === null ? null : now + waiting };
}

/** What is left of the suggested time (ms), 0 if it is over; null if there is none. */
export function left({ ends, pause: resting }: Turns, now: number): number | null {
  if (resting) return Math.max(0, resting.ends - now);
  return ends === null ? null : Math.max(0, ends - now);
}

/** How much of the step's time has gone by, from 0 to 1. A step without a time counts as whole. */
export function passed(turns: Turns, now: number): number {
  const whole = TIMES[turns.phase];
  const rest = left(turns, now);
  return whole === null || rest === null ? 1 : Math.min(1, Math.max(0, 1 - rest / whole));
}

const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1000));

/** The turns as the server takes them. Phones differ in their clocks, so times are sent as what is left. */
export const toServer = (turns: Turns, now: number): SharedTurns => ({
  phase: turns.phase,
  turn: turns.turn,
  speaks: turns.speaks,
  left: seconds(turns.pause ? turns.pause.left : left(turns, now)),
  pause: turns.pause && seconds(left(turns, now)),
});

/** The turns that the server has, for this phone. */
export function fromServer({ phase, turn, speaks, left: rest, pause: resting }: SharedTurns, now: number): Turns {
  const ms = rest === null ? null : rest * 1000;
  return {
    apart: true,
    phase,
    turn: turn === 2 ? 2 : 1,
    speaks,
    ends: resting !== null || ms === null ? null : now + ms,
    pause: resting === null ? null : { ends: now + resting * 1000, left: ms },
  };
}

function at(turns: Turns, phase: TalkPhase, now: number): Turns {
  const time = TIMES[phase];
  return { ...turns, phase, ends: time === null ? null : now + time, pause: null };
}
