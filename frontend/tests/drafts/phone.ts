import { afterEach, beforeEach } from "vitest";
import type { Answer } from "../../src/api/types";
import { forgetSession } from "../../src/drafts/send";
import { dropDrafts } from "../../src/drafts/store";
import type { Sync } from "../../src/drafts/sync";
import { startSync } from "../../src/drafts/sync";
import { FakeServer } from "./server";

/** An answered prompt with these words. */
export const note = (text: string, change: Partial<Answer> = {}): Answer => ({
  status: "answered",
  value: 3,
  note: text,
  sharing: "share",
  ...change,
});

/** A server for each test, and a way to open drafts on it; afterwards all are stopped and empty. */
export const phone = { server: new FakeServer(), syncs: [] as Sync[] };

/** The drafts of a person on this phone. */
export function open(user = "u1"): Sync {
  const sync = startSync({ user, transport: phone.server, onChange: () => undefined });
  phone.syncs.push(sync);
  return sync;
}

beforeEach(() => {
  phone.server = new FakeServer();
  phone.syncs = [];
  forgetSession();
});
afterEach(async () => {
  for (const sync of phone.syncs) sync.stop();
  await dropDrafts();
});
