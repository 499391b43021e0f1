import { afterEach, beforeEach } from "vitest";
import type { Answer } from "../../src/api/types";
import { forgetSession } from "../../src/drafts/send";
import { dropDrafts } from "../../src/drafts/store";
import type { Sync } from "../../src/drafts/sync";
import { startSync } from "../../src/drafts/sync";
import { FakeServer } from "./server";

/** Make an answer with this note. */
export const note = (text: string, change: Partial<Answer> = {}): Answer => ({
  status: "answered",
  value: 3,
  note: text,
  sharing: "share",
  ...change,
});

/** The fake server and the running syncs of a test. After each test, all are stopped and emptied. */
export const phone = { server: new FakeServer(), syncs: [] as Sync[] };

/** Start the sync of a person's drafts on this phone. */
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
