/** Everything the phone brings, started once after the first screen is up: worker, install, drafts, push. */
import { effect, untracked } from "@preact/signals";
import { get, put } from "../api/client";
import { fromMemory, loadMe, me, whenForgotten } from "../app/session";
import { memoryOnly } from "../app/online";
import { offerUpdate } from "../app/toast";
import { clearBadge, forgetShown } from "./badge";
import { clearDrafts } from "./drafts";
import { draftsFor, stopDrafts } from "./drafting";
import { refreshHelp } from "./help";
import { watchInstall } from "./install";
import { disablePush, refreshPush } from "./push";
import { whenInMemoryOnly } from "./store";
import { forgetWhose } from "./whose";
import { applyUpdate, startWorker, updateReady } from "./worker";

export function startPlatform(): void {
  whenInMemoryOnly(() => (memoryOnly.value = true));
  watchInstall();
  watchBadge();
  void startWorker().catch(() => undefined);
  void refreshHelp().catch(() => undefined);
  effect(() => {
    if (updateReady.value) untracked(() => offerUpdate(applyUpdate));
  });

  let current: string | null = null;
  effect(() => {
    const person = me.value;
    // Unknown yet, or known only from memory: drafts can be read, but nothing is sent before the server has answered.
    if (person === undefined || fromMemory.value || person?.id === current) return;
    current = person?.id ?? null;
    forgetWhose();
    if (!current) {
      stopDrafts();
      return;
    }
    void draftsFor(current).flushAll();
    void refreshPush({ get, put }).catch(() => undefined);
  });

  // Started without a network: ask who is signed in as soon as there is one, and then send what is kept.
  addEventListener("online", () => {
    if (fromMemory.value) void loadMe();
  });

  whenForgotten(async () => {
    const user = current ?? me.value?.id;
    stopDrafts();
    forgetWhose();
    if (user) await clearDrafts(user).catch(() => undefined);
    // Reminders for this person must not appear, or stay, on a phone they signed out of.
    await disablePush().catch(() => undefined);
    await forgetReminders().catch(() => undefined);
  });
}

async function forgetReminders(): Promise<void> {
  await forgetShown(await navigator.serviceWorker?.getRegistration());
}

/** Whoever has the app before them has seen what the mark on its icon was about. */
function watchBadge(): void {
  const look = (): void => {
    if (document.visibilityState === "visible") void clearBadge();
  };
  document.addEventListener("visibilitychange", look);
  look();
}
