/**
 * A guided conversation as a state machine. Pure: each function takes the present time (ms) and stores end times, so a
 * phone that slept and a reloaded page continue at the right place. The state contains no words of the conversation.
 */
import type { SharedTurns, Who } from "../../api/types";

export type TalkPhase = SharedTurns["phase"];

export interface Turns {
  /** True if each person uses their own phone; false if both share one. */
  apart: boolean;
  /** The step: choosing words, speaking, saying what was heard, or the end. */
  phase: TalkPhase;
  /** The turn. In the second turn, the other person speaks. */
  turn: 1 | 2;
  speaks: Who;
  /** When the suggested time of the step is over (ms). Null if the step has no time, and during a pause. */
  ends: number | null;
  /** The present pause: when its suggested time is over, and how much of the step's time is left (ms). */
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

/** Return the person who talks in this step: the speaker, or the listener who says what they heard. */
export const hasTheWord = ({ phase, speaks }: Turns): Who => (phase === "heard" ? other(speaks) : speaks);

/** Return the first step of a conversation. */
export const begin = (speaks: Who, apart: boolean): Turns => ({
  apart,
  phase: "words",
  turn: 1,
  speaks,
  ends: null,
  pause: null,
});

/** Return the next step. After the first turn, the other person speaks. */
export function next(turns: Turns, now: number): Turns {
  if (turns.phase === "words") return at(turns, "speak", now);
  if (turns.phase === "speak") return at(turns, "heard", now);
  if (turns.phase === "heard" && turns.turn === 1)
    return at({ ...turns, turn: 2, speaks: other(turns.speaks) }, "speak", now);
  return at(turns, "close", now);
}

/** Return the previous step, to undo a mistaken tap. Null in the first step. */
export function before(turns: Turns, now: number): Turns | null {
  if (turns.phase === "words") return null;
  if (turns.phase === "heard") return at(turns, "speak", now);
  if (turns.phase === "close") return at(turns, turns.turn === 2 ? "heard" : "speak", now);
  return turns.turn === 1
    ? at(turns, "words", now)
    : at({ ...turns, turn: 1, speaks: other(turns.speaks) }, "heard", now);
}

/** End the conversation, from any step. */
export const finish = (turns: Turns, now: number): Turns => at(turns, "close", now);

/** Begin a pause. The step keeps its remaining time. */
export function pause(turns: Turns, now: number): Turns {
  if (turns.pause || turns.phase === "close") return turns;
  return { ...turns, ends: null, pause: { ends: now + PAUSE, left: left(turns, now) } };
}

/** End a pause of any length. The step continues with the time that it had left. */
export function resume(turns: Turns, now: number): Turns {
  if (!turns.pause) return turns;
  const { left: waiting } = turns.pause;
  return { ...turns, pause: null, ends: waiting === null ? null : now + waiting };
}

/** Return the remaining suggested time of the step or pause (ms): 0 if it is over, null if it has none. */
export function left({ ends, pause: resting }: Turns, now: number): number | null {
  if (resting) return Math.max(0, resting.ends - now);
  return ends === null ? null : Math.max(0, ends - now);
}

/** Return how much of the step's time has passed, from 0 to 1. It is 1 for a step without a time. */
export function passed(turns: Turns, now: number): number {
  const whole = TIMES[turns.phase];
  const rest = left(turns, now);
  return whole === null || rest === null ? 1 : Math.min(1, Math.max(0, 1 - rest / whole));
}

const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1000));

/** Convert the turns for the server. The clocks of phones differ, so the remaining seconds are sent, not end times. */
export const toServer = (turns: Turns, now: number): SharedTurns => ({
  phase: turns.phase,
  turn: turns.turn,
  speaks: turns.speaks,
  left: seconds(turns.pause ? turns.pause.left : left(turns, now)),
  pause: turns.pause && seconds(left(turns, now)),
});

/** Convert the server's turns to the state on this phone, with end times by this phone's clock. */
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
