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

test("a missing file reloads the page once", async () => {
  void screenFile(gone);
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
  await expect(screenFile(gone)).rejects.toBeInstanceOf(ScreenFileMissing);
  expect(reload).toHaveBeenCalledOnce();
});

test("without storage there is no reload, which could repeat for ever", async () => {
  const setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  vi.stubGlobal("sessionStorage", { getItem: () => null, setItem });
  await expect(screenFile(gone)).rejects.toBeInstanceOf(ScreenFileMissing);
  expect(reload).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});

test.each([memoryOnly, online])("there is no reload offline, or while words are on this page alone", async (state) => {
  state.value = !state.value;
  await expect(screenFile(gone)).rejects.toBeInstanceOf(ScreenFileMissing);
  expect(reload).not.toHaveBeenCalled();
});

test("a fault inside the file does not count as a missing file", async () => {
  const fault = new RangeError("a fault");
  await expect(screenFile(() => Promise.reject(fault))).rejects.toBe(fault);
  expect(reload).not.toHaveBeenCalled();
});
