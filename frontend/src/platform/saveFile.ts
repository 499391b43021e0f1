/** Let the browser save a file under this name. The app keeps nothing of it. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Release the file later, because some browsers begin to read it only after `click` has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
