/** Before each test file ends, let work that its tests left behind end too. */
import { setImmediate } from "node:timers";
import { afterAll } from "vitest";

/** More turns of the event loop than the longest chain of steps: each step of fake-indexeddb takes one. */
const TURNS = 100;

// A screen that closes may still write to the database. Without this, that work would go on after the globals of happy-dom
// are gone, and fail the run.
afterAll(async () => {
  for (let turn = 0; turn < TURNS; turn++) await new Promise<void>((done) => setImmediate(done));
});
