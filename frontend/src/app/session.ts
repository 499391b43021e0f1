import { computed, effect, signal } from "@preact/signals";
import { ApiError, get, pageBelongsTo, whenAnotherPerson, whenSignedOut } from "../api/client";
import type { Me } from "../api/types";
import { isVisible, onVisibility } from "../platform/visibility";
import { common } from "@words/common";
import { awaitedCode } from "./awaitedCode";
import { dropGoal } from "./goal";
import { tellOtherTabs, watchOtherTabs } from "./otherTabs";
import { forget, NEWEST_REVEAL, recall, remember } from "./remembered";

/** The signed-in person; null if no one is signed in, undefined until the server has answered. */
export const me = signal<Me | null | undefined>(undefined);

/** True while the page uses the person that this device remembers, because the server has not answered. */
export const fromMemory = signal(false);

/** True if the server last confirmed the session more than `SHOWN_FOR` ago. The app then hides the person's data. */
export const unconfirmed = signal(false);

export const partnerName = computed(() => me.value?.space.partner?.display_name ?? null);

/** The partner's name, or "your partner" as long as there is no name. */
export const partnerLabel = computed(() => partnerName.value ?? common.yourPartner);

/**
 * How people can sign in at this server, as it tells people who are signed out. `mail`: whether it sends e-mail.
 * `provider`: the name of the sign-in provider, if there is one. `operator`: the person who runs a server at home.
 */
export const ways = signal<{ mail?: boolean; provider?: string | null; operator?: Me["operator"] }>({});

/** False if this server sends no e-mail: people then sign in without e-mailed codes. */
export const sendsMail = computed(() => ways.value.mail !== false);

/** True if e-mail can be sent to the person: they have an address, and this server sends e-mail. */
export const getsMail = (): boolean => Boolean(me.value?.mail && me.value.email);

/** How long (ms) this device shows a person's data if the server does not confirm that they are signed in. */
export const SHOWN_FOR = 7 * 24 * 60 * 60_000;

/**
 * How a session ended. "chosen": by a tap on this device. "ended": by the server or in another tab; unsent words then
 * stay on the device for the person.
 */
export type Ending = "chosen" | "ended";

type Cleaner = (ending: Ending) => void | Promise<void>;
const cleaners: Cleaner[] = [];
/** The number of changes of the signed-in person, so that a late answer about an earlier person is ignored. */
let era = 0;

// Each write names the page's person.
effect(() => pageBelongsTo(me.value?.id ?? null));

/** Add a function that removes more of a person's data from this device when they sign out. */
export function whenForgotten(cleaner: Cleaner): void {
  cleaners.push(cleaner);
}

/** Replace the data of the page's person with the server's. Ignore a late answer about another person. */
export function setMe(next: Me): void {
  if (me.value && me.value.id === next.id) take(next);
}

/** Show a change of this person's data that the server has not confirmed, and keep it for a start without a network. */
export function showMe(next: Me): void {
  remember("me", next);
  me.value = next;
}

/** Replace the state of this person's space: a partner may have joined, or the space may have closed. */
export function setSpace(space: Me["space"]): void {
  if (me.value && me.value.space.couple_id !== space.couple_id) setMe({ ...me.value, space });
}

/** Ask the server who is signed in. Without a network, keep the last known person, so that the app opens offline. */
export async function loadMe(): Promise<void> {
  const asked = era;
  try {
    const next = await get<Me>("/me");
    if (asked !== era) return;
    if (me.value && me.value.id !== next.id) startAgain();
    else take(next);
  } catch (error) {
    const signedOut = error instanceof ApiError && error.status === 401;
    if (signedOut) ways.value = error.extra;
    if (asked !== era) return;
    if (signedOut) {
      if (me.value === undefined) me.value = null;
      return;
    }
    stay();
  }
}

/** Keep the person whom this device remembers when the server does not answer, unless its last answer is too old. */
function stay(): void {
  const known = recall<Me>("me");
  fromMemory.value = true;
  if (known && isOld()) {
    unconfirmed.value = true;
    me.value = null;
  } else if (known && me.value && known.id !== me.value.id) startAgain();
  else if (me.value === undefined) me.value = known;
}

function isOld(now: number = Date.now()): boolean {
  const at = recall<number>("confirmed");
  if (typeof at !== "number") {
    remember("confirmed", now);
    return false;
  }
  // After the device's clock was set back, `at` may be far in the future. Such an answer also counts as old.
  return now - at > SHOWN_FOR || at - now > SHOWN_FOR;
}

function take(next: Me): void {
  const fresh = me.value?.id !== next.id;
  // Remove the data of an earlier person from this device.
  const known = recall<Me>("me");
  if (known?.id !== next.id) forget();
  // When a couple has ended, forget its newest reveal, whichever screen receives the news.
  else if (known.space.couple_id !== next.space.couple_id) remember(NEWEST_REVEAL, null);
  byChoice = false;
  fromMemory.value = false;
  unconfirmed.value = false;
  ways.value = { mail: next.mail, provider: next.provider };
  remember("me", next);
  remember("confirmed", Date.now());
  me.value = next;
  if (fresh) {
    era += 1;
    tellOtherTabs(next.id);
  }
}

let byChoice = false;
let last: string | null = null;

/** The id of the person whose session ended last on this device, as far as this page knows. */
export const lastPerson = (): string | null => last;

/** True if the last person of this page signed out on this page, and was not signed out by the server. */
export const leftByChoice = (): boolean => byChoice;

/** Remove the person's data from this device. Call it after the session has ended on the server. */
export async function forgetMe(ending: Ending = "chosen"): Promise<void> {
  era += 1;
  byChoice = ending === "chosen";
  forget();
  dropGoal();
  await Promise.all(cleaners.map((clean) => clean(ending)));
  end();
  tellOtherTabs(null);
}

function end(): void {
  era += 1;
  last = me.value?.id ?? recall<Me>("me")?.id ?? last;
  forget();
  fromMemory.value = false;
  unconfirmed.value = false;
  me.value = null;
}

/** Reload the page, because another person is signed in and may see nothing of this page's person. */
function startAgain(): void {
  era += 1;
  me.value = undefined;
  location.replace("/");
}

/** Load the signed-in person and keep them current. Call once when the app starts. */
export async function startSession(): Promise<void> {
  whenSignedOut(() => {
    const known = me.value !== null;
    end();
    if (known) tellOtherTabs(null);
  });
  whenAnotherPerson(startAgain);
  watchOtherTabs((person) => {
    if (me.value === undefined || person === (me.value?.id ?? null)) return;
    if (person === null) end();
    else if (me.value === null) void loadMe();
    else startAgain();
  });
  // Ask again whenever the page becomes visible: another person may use a tab that was open for days.
  const look = (): void => void (me.value !== undefined && loadMe());
  onVisibility({ shown: look });
  addEventListener("pageshow", (event) => event.persisted && isVisible() && look());
  // Reading the awaited code removes it if it has expired. Do that on every start.
  awaitedCode();
  await loadMe();
}
