import { afterEach, expect, test, vi } from "vitest";
import { workerAddress } from "../../src/platform/worker";

afterEach(() => vi.unstubAllGlobals());

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
