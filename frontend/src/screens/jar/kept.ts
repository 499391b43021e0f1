/**
 * Keep the jar on this device, so that it can be read without a network. Only the jar of the present couple is kept,
 * and only until sign-out. Importing this file starts it: it follows who is signed in, and removes all other jars.
 */
import { effect, untracked } from "@preact/signals";
import type { JarWords } from "../../api/types";
import { fromMemory, me, whenForgotten } from "../../app/session";
import { markKept } from "../../platform/keeps";
import { shelf } from "../../platform/shelf";

export interface KeptJar {
  user: string;
  coupleId: string;
  partner: string;
  words: JarWords[];
  next: number | null;
}

const jars = shelf<KeptJar>("side-by-side-jar", "jars", "coupleId");

/** Return the kept jar of this person in this couple, or undefined. */
export const recallJar = (user: string, coupleId: string): Promise<KeptJar | undefined> => jars.get(user, coupleId);

/** Keep a jar on this device. */
export async function keepJar(jar: KeptJar): Promise<void> {
  markKept("jar", true);
  await jars.change(jar.user, jar.coupleId, () => jar);
}

/** Remove every jar except the jar of this person in this couple. */
async function keepOnly(user: string | null, coupleId: string | null): Promise<void> {
  await jars.remove((jar) => jar.user !== user || jar.coupleId !== coupleId);
  // Do nothing if someone has signed in in the meantime.
  if (!user && !me.value) markKept("jar", false);
}

effect(() => {
  const person = me.value;
  if (person === undefined || (person === null && fromMemory.value)) return;
  untracked(() => void keepOnly(person?.id ?? null, person?.space.couple_id ?? null).catch(() => undefined));
});
whenForgotten(() => keepOnly(null, null).catch(() => undefined));

/** Delete the database; for tests. */
export const dropJars = (): Promise<void> => jars.drop();
