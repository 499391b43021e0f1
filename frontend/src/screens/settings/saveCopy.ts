import { download } from "../../api/client";

/** Fetch a copy of the person's data and let the browser save it as a file. The app keeps nothing of it. */
export async function saveCopy(): Promise<true> {
  const file = await download("/me/export");
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = `side-by-side-${new Date().toISOString().slice(0, 10)}.zip`;
  document.body.append(link);
  link.click();
  link.remove();
  // Release the file later, because some browsers begin to read it only after `click` has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return true;
}
