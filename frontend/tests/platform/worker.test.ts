import { afterEach, expect, test, vi } from "vitest";
import { startWorker, takeNewest, workerAddress } from "../../src/platform/worker";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test("without Trusted Types, the worker's address is a plain string", () => {
  expect(workerAddress()).toBe("/sw.js");
});

test("with Trusted Types, it goes through the one allowed policy, which refuses other addresses", () => {
  type Rules = { createScriptURL(url: string): string };
  const made: [string, Rules][] = [];
  vi.stubGlobal("trustedTypes", {
    createPolicy: (name: string, rules: Rules) => {
      made.push([name, rules]);
      return { createScriptURL: (url: string) => `trusted ${rules.createScriptURL(url)}` };
    },
  });
  expect(workerAddress()).toBe("trusted /sw.js");
  const [[name, rules]] = made as [[string, Rules]];
  expect(name).toBe("service-worker");
  for (const url of ["/other.js", "https://elsewhere.example/sw.js", "data:text/javascript,0"])
    expect(() => rules.createScriptURL(url)).toThrow(TypeError);
});

/** A browser that has not fetched the first worker's script yet. Until `fetched` is called, it refuses an update. */
function slowBrowser() {
  let isFetched = false;
  let answer: (error?: Error) => void = () => undefined;
  const registration = Object.assign(new EventTarget(), {
    installing: null,
    waiting: null,
    update: vi.fn(async () => {
      if (!isFetched) throw new DOMException("no worker yet", "InvalidStateError");
    }),
  });
  const register = () =>
    new Promise((resolve, reject) => {
      answer = (error) => (error ? reject(error) : resolve(registration));
    });
  const getRegistration = vi.fn(async (): Promise<unknown> => registration);
  const serviceWorker = Object.assign(new EventTarget(), { controller: null, register, getRegistration });
  vi.stubGlobal("navigator", { serviceWorker });
  vi.stubEnv("PROD", true);
  const reload = vi.spyOn(location, "reload").mockImplementation(() => undefined);
  return {
    registration,
    getRegistration,
    reload,
    fetched: () => {
      isFetched = true;
      answer();
    },
    failed: () => answer(new TypeError("no network")),
  };
}

test("while the first worker is being fetched, the newest one is taken after that", async () => {
  const { registration, reload, fetched } = slowBrowser();
  const started = startWorker();
  const taken = expect(takeNewest()).resolves.toBeUndefined();
  await new Promise((resolve) => setTimeout(resolve));
  expect(reload).not.toHaveBeenCalled();
  fetched();
  await Promise.all([started, taken]);
  expect(registration.update).toHaveBeenCalledOnce();
  expect(reload).toHaveBeenCalledOnce();
});

test("without a worker, because its script could not be fetched, the page is loaded anew", async () => {
  const { getRegistration, reload, failed } = slowBrowser();
  getRegistration.mockResolvedValue(undefined);
  const started = startWorker();
  const taken = takeNewest();
  await new Promise((resolve) => setTimeout(resolve));
  expect(reload).not.toHaveBeenCalled();
  failed();
  await expect(started).rejects.toThrow("no network");
  await taken;
  expect(reload).toHaveBeenCalledOnce();
});
