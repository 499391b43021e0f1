/**
 * The jar as this device keeps it, to be read without a network: of the present couple alone, until sign-out. Loading
 * this file starts it: it then follows who is signed in, and removes by itself.
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

/** The kept jar of this person and couple, or undefined. */
export const recallJar = (user: string, coupleId: string): Promise<KeptJar | undefined> => jars.get(user, coupleId);

/** Keep what was read. */
export async function keepJar(jar: KeptJar): Promise<void> {
  markKept("jar", true);
  await jars.change(jar.user, jar.coupleId, () => jar);
}

/** Remove every jar but that of this person in this couple. */
async function keepOnly(user: string | null, coupleId: string | null): Promise<void> {
  await jars.remove((jar) => jar.user !== user || jar.coupleId !== coupleId);
  // Unless somebody has signed in meanwhile.
  if (!user && !me.value) markKept("jar", false);
}

effect(() => {
  const person = me.value;
  if (person === undefined || (person === null && fromMemory.value)) return;
  untracked(() => void keepOnly(person?.id ?? null, person?.space.couple_id ?? null).catch(() => undefined));
});
whenForgotten(() => keepOnly(null, null).catch(() => undefined));

/** Drop the database; for tests. */
export const dropJars = (): Promise<void> => jars.drop();
