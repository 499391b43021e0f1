import { shell } from "@words/shell";

/** The page itself. */
const WITHOUT = ["/more", "/safety"];

/** The way to the safety page from every screen without tabs; where there are tabs, it is in the settings. */
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
