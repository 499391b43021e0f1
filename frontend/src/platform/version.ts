/** Ask the server for its version. Rejects if it doesn't answer or reports none. */
export async function runningVersion(): Promise<string> {
  const answer = await fetch("/health", { credentials: "omit" });
  const { version } = (await answer.json()) as { version?: unknown };
  if (!answer.ok || typeof version !== "string") throw new Error("The server named no version.");
  return version;
}
