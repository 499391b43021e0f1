import { shell } from "@words/shell";

/** The safety page's own addresses, which show no link to it. */
const WITHOUT = ["/more", "/safety"];

/** The link to the safety page on every screen without tabs. On screens with tabs, people reach it through Settings. */
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
