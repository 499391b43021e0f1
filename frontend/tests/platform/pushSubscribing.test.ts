import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiError, OfflineError } from "../../src/api/errors";
import { enablePush, pushState, refreshPush } from "../../src/platform/push";
import type { PushApi } from "../../src/platform/push";

const KEY = "BA" + "A".repeat(85);
let live: FakeSubscription | null;
let ready: Promise<unknown>;

class FakeSubscription {
  readonly options = { applicationServerKey: null };
  toJSON() {
    return { endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } };
  }
  async unsubscribe(): Promise<boolean> {
    live = null;
    return true;
  }
}

const worker = {
  pushManager: {
    getSubscription: async () => live,
    subscribe: async () => (live = new FakeSubscription()),
  },
};

function server(put: () => Promise<unknown>): PushApi {
  return { get: async () => ({ public_key: KEY }), put };
}

const takes = server(async () => ({}));
const refusal = (status: number) => new ApiError(status, { code: "refused", message: "No." });

beforeEach(() => {
  live = null;
  ready = Promise.resolve(worker);
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("PushManager", class {});
  vi.stubGlobal("Notification", { permission: "granted", requestPermission: async () => "granted" });
  vi.stubGlobal("navigator", {
    userAgent: "Mozilla/5.0 (Linux; Android 14) Chrome/130",
    maxTouchPoints: 1,
    serviceWorker: {
      getRegistration: async () => worker,
      get ready() {
        return ready;
      },
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("allowing reminders on this device", () => {
  test("reports success after the server has accepted the subscription", async () => {
    expect(await enablePush(takes)).toBe("subscribed");
    expect(await pushState()).toBe("subscribed");
  });

  test.each([refusal(422), refusal(409), refusal(500), new OfflineError()])(
    "does not report success if the server refused (%s)",
    async (error) => {
      const api = server(async () => Promise.reject(error));
      await expect(enablePush(api)).rejects.toBe(error);
      expect(await pushState()).toBe("default");
    },
  );

  test("ends with a message if the service worker cannot be registered", async () => {
    vi.useFakeTimers();
    ready = new Promise(() => undefined);
    const allowing = enablePush(takes);
    await vi.runAllTimersAsync();
    expect(await allowing).toBe("no-worker");
    expect(live).toBeNull();
  });
});

describe("at the next start", () => {
  test("a subscription that the server refuses is cancelled", async () => {
    live = new FakeSubscription();
    await expect(refreshPush(server(async () => Promise.reject(refusal(422))))).rejects.toThrow();
    expect(await pushState()).toBe("default");
  });

  test.each([new OfflineError(), refusal(503), refusal(401), refusal(429)])(
    "a subscription that could not be sent stays (%s)",
    async (error) => {
      live = new FakeSubscription();
      await expect(refreshPush(server(async () => Promise.reject(error)))).rejects.toBe(error);
      expect(await pushState()).toBe("subscribed");
    },
  );
});
