/** Start the worker, installing, drafts and push, once the first screen is up. */
import { effect, untracked } from "@preact/signals";
import { language } from "@words/language";
import { get, put } from "../api/client";
import { fromMemory, loadMe, me, whenForgotten } from "../app/session";
import { memoryOnly } from "../app/online";
import { offerUpdate } from "../app/toast";
import { clearBadge, forgetShown } from "./badge";
import { clearDrafts, keepUnsentOnly, whenInMemoryOnly } from "../drafts/store";
import { isDemo } from "../demo/isDemo";
import { draftsFor, stopDrafts } from "../drafts/page";
import { dropAllTalked, sendTalked } from "../drafts/talked";
import { devicePerson, setDevicePerson } from "./devicePerson";
import { keeps } from "./keeps";
import { refreshHelp } from "./help";
import { watchInstall } from "./install";
import { disablePush, refreshPush } from "./push";
import { isVisible, onVisibility } from "./visibility";
import { forgetSession } from "../drafts/send";
import { applyUpdate, startWorker, updateReady } from "./worker";

export function startPlatform(): void {
  whenInMemoryOnly(() => (memoryOnly.value = true));
  watchInstall();
  if (isDemo()) void import("../demo/Line");
  watchBadge();
  void startWorker().catch(() => undefined);
  void refreshHelp().catch(() => undefined);
  // Each sends what waits, and removes what must not stay.
  if (keeps("pocket")) void import("../pocket/page").catch(() => undefined);
  if (keeps("jar")) void import("../screens/jar/kept").catch(() => undefined);
  effect(() => {
    if (updateReady.value) untracked(() => offerUpdate(applyUpdate));
  });

  let current: string | null | undefined;
  effect(() => {
    const person = me.value;
    // Unknown yet, or known only from memory: drafts can be read, but nothing is sent before the server has answered.
    if (person === undefined || fromMemory.value || person?.id === current) return;
    current = person?.id ?? null;
    forgetSession();
    if (current) void onSignedIn(current);
    else void onSignedOut();
  });

  // Started without a network: ask who is signed in as soon as there is one, and then send what is kept.
  addEventListener("online", () => {
    if (fromMemory.value) void loadMe();
    else if (current) void sendTalked(current);
  });
  onVisibility({ shown: () => void (current && !fromMemory.value && sendTalked(current)) });

  whenForgotten(async (ending) => {
    const user = current ?? me.value?.id;
    stopDrafts();
    if (user && ending === "chosen") {
      dropAllTalked(user);
      await clearDrafts(user).catch(() => undefined);
    }
    await onSignedOut();
  });
}

/** The server says that this person is signed in: send their words, and remove the data of any person before them. */
async function onSignedIn(person: string): Promise<void> {
  const sync = draftsFor(person);
  await keepUnsentOnly(person).catch(() => undefined);
  const before = await devicePerson();
  // The person before asked for reminders on this device; the next person has to ask for their own.
  if (before !== null && before !== person) await stopReminding();
  await setDevicePerson(person);
  void sync.flushAll().catch(() => undefined);
  void sendTalked(person);
  void refreshPush({ get, put }).catch(() => undefined);
  const spoken = me.value?.language;
  if (spoken && spoken !== language) {
    void import("./language").then(({ followAccount }) => followAccount(spoken)).catch(() => undefined);
  }
}

/** No one is signed in: only words that never reached the server stay. */
async function onSignedOut(): Promise<void> {
  stopDrafts();
  forgetSession();
  await keepUnsentOnly(null).catch(() => undefined);
  await stopReminding();
  await setDevicePerson(null);
}

/** Reminders must not appear or stay on a phone on which their person is not signed in. */
async function stopReminding(): Promise<void> {
  await disablePush().catch(() => undefined);
  const worker = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  await forgetShown(worker).catch(() => undefined);
}

/** Clear the mark on the app's icon whenever the app is in view: what it announced has then been seen. */
function watchBadge(): void {
  onVisibility({ shown: clearBadge });
  if (isVisible()) void clearBadge();
}
