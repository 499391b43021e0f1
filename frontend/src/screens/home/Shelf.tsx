import { Icon } from "../../design";
import { home as w } from "@words/home";

/** The row with the links to the pocket and, for a couple, to the jar. */
export function Shelf({ paired }: { paired: boolean }) {
  return (
    <nav class="shelf" aria-label={w.shelf}>
      <a href="/pocket">
        <Icon name="edit" size={20} />
        {w.pocket}
      </a>
      {paired && (
        <a href="/jar">
          <Icon name="heart" size={20} />
          {w.jar}
        </a>
      )}
    </nav>
  );
}
