import "fake-indexeddb/auto";
import { render } from "preact";
import { expect, it, vi } from "vitest";
import { Toasts } from "../../src/app/toast";
import { startPlatform } from "../../src/platform/start";
import { updateReady } from "../../src/platform/worker";

it("offers a new version once, and only when there is one", async () => {
  vi.stubGlobal("fetch", async () => Response.json({}));
  const root = document.createElement("div");
  render(<Toasts stays />, root);
  startPlatform();
  expect(root.textContent).toBe("");
  updateReady.value = true;
  await new Promise((resolve) => setTimeout(resolve));
  expect(root.querySelectorAll(".toast")).toHaveLength(1);
});
