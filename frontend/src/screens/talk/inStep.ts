/** Synchronise the turns of two phones through the server. Without a network, each phone continues alone. */
import { get, isCode, put } from "../../api/client";
import type { TurnsKept } from "../../api/types";
import { live, PATIENCE } from "../../app/live";
import type { Conversation } from "./kept";
import { fromServer, toServer } from "./turns";
import type { Turns } from "./turns";

export interface Phone {
  read(): Conversation;
  /** Called to change this phone's conversation to the server's state. */
  change(part: Partial<Conversation>): void;
  /**
   * Called with true if the server cannot be reached, so that this phone continues alone, and with false after that.
   */
  alone(alone: boolean): void;
}

export interface InStep {
  /** Send this phone's new state. Call it after each step on this phone. */
  moved(): void;
  stop(): void;
}

/** Fetch the server's turns repeatedly while the page is visible, and send this phone's steps at once. */
export function keepInStep(point: string, phone: Phone, now: () => number = Date.now): InStep {
  const path = `/talking-points/${point}/turns`;
  let steps = 0;
  let sending: Promise<void> | null = null;

  const take = (kept: TurnsKept): void => {
    const { turns, revision } = phone.read();
    // The server has no turns: two hours have passed, or its cache was cleared. Continue from this phone's state.
    if (!kept.turns || (turns && kept.revision === revision)) return;
    // Do not join a conversation that has ended.
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
        // The other phone has sent a step first, and its step counts.
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
