import { describe, expect, it } from "vitest";
import { fromBase64Url, toBase64Url } from "../../src/platform/base64url";
import { deviceLabel, isIos, stateOf } from "../../src/platform/push";
import type { PushFacts, PushState } from "../../src/platform/push";
import { readPush } from "../../src/platform/pushMessage";

const phone: PushFacts = {
  serviceWorker: true,
  pushManager: true,
  permission: "default",
  subscribed: false,
  ios: false,
  standalone: false,
};

describe("stateOf", () => {
  const table: [string, Partial<PushFacts>, PushState][] = [
    ["nothing asked yet", {}, "default"],
    ["refused", { permission: "denied" }, "denied"],
    ["refused, with an old subscription", { permission: "denied", subscribed: true }, "denied"],
    ["allowed but not subscribed", { permission: "granted" }, "default"],
    ["allowed and subscribed", { permission: "granted", subscribed: true }, "subscribed"],
    ["subscription left over, permission reset", { permission: "default", subscribed: true }, "default"],
    ["no push in this browser", { pushManager: false }, "unsupported"],
    ["no service worker", { serviceWorker: false }, "unsupported"],
    ["no notifications", { permission: null }, "unsupported"],
    ["an iPhone in Safari", { ios: true, pushManager: false, permission: null }, "ios-needs-install"],
    ["an iPhone from the Home Screen", { ios: true, standalone: true }, "default"],
    ["an old iPhone from the Home Screen", { ios: true, standalone: true, pushManager: false }, "unsupported"],
  ];
  it.each(table)("%s", (_name, change, state) => {
    expect(stateOf({ ...phone, ...change })).toBe(state);
  });
});

describe("the device", () => {
  it("knows an iPad that calls itself a Mac", () => {
    const userAgent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15";
    expect(isIos({ userAgent, maxTouchPoints: 5 })).toBe(true);
    expect(isIos({ userAgent, maxTouchPoints: 0 })).toBe(false);
  });

  it("has a name that people recognise", () => {
    expect(deviceLabel("Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari/537.36")).toBe("Chrome · Android");
    expect(deviceLabel("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Safari/604.1")).toBe("Safari · iPhone");
    expect(deviceLabel("something else")).toBe("Browser");
  });
});

describe("readPush", () => {
  const origin = "https://side.example";
  const payload = (notification: unknown, more: object = {}): string =>
    JSON.stringify({ web_push: 8030, notification, ...more });
  const snooze = {
    id: "0b0e7f4e-7d55-4a51-9d0e-0d8a5c1d9b11",
    waits: [
      { wait: "two_hours", title: "In two hours" },
      { wait: "tomorrow", title: "Tomorrow" },
    ],
  };

  it("reads a declarative message", () => {
    const text = payload(
      { title: "T", body: "B", navigate: `${origin}/check-in/1`, tag: "c1", data: { snooze } },
      { app_badge: 1 },
    );
    expect(readPush(text, origin)).toEqual({
      title: "T",
      body: "B",
      navigate: "/check-in/1",
      tag: "c1",
      appBadge: 1,
      snooze,
    });
  });

  it.each([
    ["nothing", undefined],
    ["an id that could lead elsewhere", { ...snooze, id: "../../me/erase?" }],
    ["no id", { waits: snooze.waits }],
    ["no waits", { ...snooze, waits: [] }],
    ["waits without words", { ...snooze, waits: [{ wait: "tomorrow" }, null, 7] }],
    ["waits that are none", { ...snooze, waits: "tomorrow" }],
  ])("offers no way to put it off where there is %s", (_name, given) => {
    expect(readPush(payload({ title: "T", data: { snooze: given } }), origin).snooze).toBeNull();
  });

  it("offers no more buttons than a browser shows", () => {
    const many = { ...snooze, waits: [...snooze.waits, ...snooze.waits] };
    expect(readPush(payload({ title: "T", data: { snooze: many } }), origin).snooze).toEqual(snooze);
  });

  it.each([undefined, "1", -1, null])("marks nothing for a badge of %s", (app_badge) => {
    expect(readPush(payload({ title: "T" }, { app_badge }), origin).appBadge).toBeNull();
  });

  it.each([undefined, "", "not json", "null", "[]", payload(null), payload({ title: 7 })])(
    "always shows something (%s)",
    (text) => {
      const message = readPush(text, origin);
      expect(message.title && message.body && message.tag).toBeTruthy();
      expect(message.navigate).toBe("/");
    },
  );

  it.each(["https://evil.example/x", "javascript:alert(1)", "//evil.example", "data:text/html,x"])(
    "opens only its own origin (%s)",
    (navigate) => {
      expect(readPush(payload({ title: "T", navigate }), origin).navigate).toBe("/");
    },
  );
});

describe("base64url", () => {
  it("decodes what it encodes, padded or not", () => {
    const bytes = Uint8Array.from({ length: 65 }, (_, index) => (index * 37) % 256);
    const text = toBase64Url(bytes.buffer);
    expect(text).toMatch(/^[\w-]+$/);
    expect(fromBase64Url(text)).toEqual(bytes);
    expect(fromBase64Url(`${text}=`)).toEqual(bytes);
  });
});
