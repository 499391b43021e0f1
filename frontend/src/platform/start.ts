/** Start the service worker, the offer to install, drafts and push after the first screen is shown. */
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
  // Clear the badge on the app's icon whenever the app becomes visible.
  onVisibility({ shown: clearBadge });
  if (isVisible()) void clearBadge();
  void startWorker().catch(() => undefined);
  void refreshHelp().catch(() => undefined);
  // Each module starts when it is imported: it sends unsent data, and removes data of people who are not signed in.
  if (keeps("pocket")) void import("../pocket/page").catch(() => undefined);
  if (keeps("jar")) void import("../screens/jar/kept").catch(() => undefined);
  effect(() => {
    if (updateReady.value) untracked(() => offerUpdate(applyUpdate));
  });

  let current: string | null | undefined;
  effect(() => {
    const person = me.value;
    // Until the server has confirmed the person, drafts can be read, but nothing is sent.
    if (person === undefined || fromMemory.value || person?.id === current) return;
    current = person?.id ?? null;
    forgetSession();
    if (current) void onSignedIn(current);
    else void onSignedOut();
  });

  // After a start without a network, ask who is signed in as soon as there is a network. Drafts are then sent.
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

/**
 * Send this person's unsent words and remove the data of an earlier person, after the server has confirmed the person.
 */
async function onSignedIn(person: string): Promise<void> {
  const sync = draftsFor(person);
  await keepUnsentOnly(person).catch(() => undefined);
  const before = await devicePerson();
  // An earlier person asked for reminders on this device. The new person has to ask for their own.
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

/** Stop drafts and reminders when no one is signed in. Only draft words that never reached the server stay. */
async function onSignedOut(): Promise<void> {
  stopDrafts();
  forgetSession();
  await keepUnsentOnly(null).catch(() => undefined);
  await stopReminding();
  await setDevicePerson(null);
}

/** End push and close all notifications: a person who is signed out must not get reminders on this device. */
async function stopReminding(): Promise<void> {
  await disablePush().catch(() => undefined);
  const worker = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  await forgetShown(worker).catch(() => undefined);
}
