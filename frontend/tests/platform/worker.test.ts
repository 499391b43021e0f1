import { afterEach, expect, test, vi } from "vitest";
import { workerAddress } from "../../src/platform/worker";

afterEach(() => vi.unstubAllGlobals());

test("where there are no Trusted Types, the worker's address is given as it is", () => {
  expect(workerAddress()).toBe("/sw.js");
});

test("where there are, it goes through the one policy that is allowed, which lets nothing else through", () => {
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
