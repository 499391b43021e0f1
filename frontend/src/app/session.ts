import { computed, signal } from "@preact/signals";
import { get, OfflineError, whenSignedOut } from "../api/client";
import type { Me } from "../api/types";
import { forget, recall, remember } from "./remembered";

/** undefined: not asked yet. null: nobody is signed in. */
export const me = signal<Me | null | undefined>(undefined);

/** True while the last answer about who is signed in came from this device, not from the server. */
export const fromMemory = signal(false);

export const partnerName = computed(() => me.value?.space.partner?.display_name ?? null);

type Cleaner = () => void | Promise<void>;
const cleaners: Cleaner[] = [];

/** Registers what else of a person must go from this device when they sign out. */
export function whenForgotten(cleaner: Cleaner): void {
  cleaners.push(cleaner);
}

/** Takes over what the server said about the person. */
export function setMe(next: Me): void {
  fromMemory.value = false;
  me.value = next;
  remember("me", next);
}

/** Asks who is signed in; without a network the last known person stays, so that the shell opens. */
export async function loadMe(): Promise<void> {
  try {
    setMe(await get<Me>("/me"));
  } catch (error) {
    const known = recall<Me>("me");
    if (error instanceof OfflineError && known) {
      fromMemory.value = true;
      me.value = known;
    } else if (me.value === undefined) {
      me.value = null;
    }
  }
}

/** Removes the person from this device. The server has been told already, or said so itself. */
export async function forgetMe(): Promise<void> {
  forget();
  await Promise.all(cleaners.map((clean) => clean()));
  me.value = null;
}

/** Once at the start. */
export async function startSession(): Promise<void> {
  whenSignedOut(() => {
    // Drafts stay: an expired session may not cost anybody their words.
    forget();
    me.value = null;
  });
  await loadMe();
}
