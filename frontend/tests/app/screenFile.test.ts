import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { memoryOnly, online } from "../../src/app/online";
import { screenFile, ScreenFileMissing } from "../../src/app/screenFile";

const gone = () => Promise.reject(new TypeError("Failed to fetch dynamically imported module: /assets/Home-1.js"));
const reload = vi.fn();

beforeEach(() => {
  sessionStorage.clear();
  reload.mockClear();
  vi.spyOn(location, "reload").mockImplementation(reload);
});
afterEach(() => {
  vi.restoreAllMocks();
  memoryOnly.value = false;
  online.value = true;
});

test("a file that is gone loads the page anew, once", async () => {
  void screenFile(gone);
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
  await expect(screenFile(gone)).rejects.toBeInstanceOf(ScreenFileMissing);
  expect(reload).toHaveBeenCalledOnce();
});

test("where nothing can be noted down there is no reload that could go in a circle", async () => {
  const setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  vi.stubGlobal("sessionStorage", { getItem: () => null, setItem });
  await expect(screenFile(gone)).rejects.toBeInstanceOf(ScreenFileMissing);
  expect(reload).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});

test.each([memoryOnly, online])(
  "no reload takes words that are on this page alone, nor happens offline",
  async (state) => {
    state.value = !state.value;
    await expect(screenFile(gone)).rejects.toBeInstanceOf(ScreenFileMissing);
    expect(reload).not.toHaveBeenCalled();
  },
);

test("a fault inside the file is no missing file", async () => {
  const fault = new RangeError("a fault");
  await expect(screenFile(() => Promise.reject(fault))).rejects.toBe(fault);
  expect(reload).not.toHaveBeenCalled();
});
