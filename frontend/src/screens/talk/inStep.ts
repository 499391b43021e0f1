/** Keep the turns of two phones in step, as far as there is a network. Each phone goes on by itself without one. */
import { get, isCode, put } from "../../api/client";
import type { TurnsKept } from "../../api/types";
import { live } from "../../app/live";
import type { Conversation } from "./kept";
import { fromServer, toServer } from "./turns";
import type { Turns } from "./turns";

/** How long (ms) to wait for an answer. */
const PATIENCE = 8_000;

export interface Phone {
  read(): Conversation;
  /** Take over what the server has. */
  change(part: Partial<Conversation>): void;
  /** Whether this phone goes on without the other. */
  alone(alone: boolean): void;
}

export interface InStep {
  /** Call after a step on this phone. */
  moved(): void;
  stop(): void;
}

/** Look at the server's turns while the page is visible, and send this phone's steps at once. */
export function keepInStep(point: string, phone: Phone, now: () => number = Date.now): InStep {
  const path = `/talking-points/${point}/turns`;
  let steps = 0;
  let sending: Promise<void> | null = null;

  const take = (kept: TurnsKept): void => {
    const { turns, revision } = phone.read();
    // Nothing is kept: two hours have passed, or the cache was emptied. The phone goes on from its own state.
    if (!kept.turns || (turns && kept.revision === revision)) return;
    // A conversation that has ended is not joined.
    const over = !turns && kept.turns.phase === "close";
    phone.change({ revision: kept.revision, unsent: false, ...(!over && { turns: fromServer(kept.turns, now()) }) });
  };

  const sendAll = async (): Promise<void> => {
    for (let { turns, revision, unsent } = phone.read(); turns && unsent; { turns, revision, unsent } = phone.read()) {
      const at = steps;
      try {
        const kept = await put<TurnsKept>(path, body(turns, revision, now()), { patience: PATIENCE });
        phone.change({ revision: kept.revision, unsent: at !== steps });
      } catch (error) {
        if (!isCode(error, "turns_moved")) throw error;
        // The other phone was first: its step counts.
        phone.change({ unsent: false });
        take(await get<TurnsKept>(path, { patience: PATIENCE }));
      }
    }
  };

  const send = (): Promise<void> => (sending ??= sendAll().finally(() => (sending = null)));

  const look = async (signal?: AbortSignal): Promise<void> => {
    const at = steps;
    try {
      if (phone.read().unsent) await send();
      else {
        const kept = await get<TurnsKept>(path, { signal, patience: PATIENCE });
        if (at === steps && !sending) take(kept);
      }
      phone.alone(false);
    } catch (error) {
      if (!signal?.aborted) phone.alone(true);
      throw error;
    }
  };

  const stopLooking = live(look);
  void look().catch(() => undefined);
  return {
    moved() {
      steps += 1;
      void look().catch(() => undefined);
    },
    stop: stopLooking,
  };
}

const body = (turns: Turns, revision: number, now: number) => ({ base_revision: revision, ...toServer(turns, now) });
