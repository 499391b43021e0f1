import { download } from "../../api/client";

/** Fetches one's copy and hands it to the browser to save; nothing of it stays behind in the app. */
export async function saveCopy(): Promise<true> {
  const file = await download("/me/export");
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = `side-by-side-${new Date().toISOString().slice(0, 10)}.zip`;
  document.body.append(link);
  link.click();
  link.remove();
  // A moment later: some browsers begin to read only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return true;
}
