import { shell } from "@words/shell";

/** The page itself. */
const WITHOUT = ["/more", "/safety"];

/** The link to the safety page on every screen without tabs; with tabs, the link is in the settings. */
export function SafetyLink({ path }: { path: string }) {
  if (WITHOUT.includes(path)) return null;
  return (
    <footer class="foot">
      <a class="tall" href="/more">
        {shell.safety}
      </a>
    </footer>
  );
}
