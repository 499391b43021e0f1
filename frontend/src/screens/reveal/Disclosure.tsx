import type { ComponentChildren } from "preact";
import { Icon } from "../../design";

/** Details that a tap unfolds. It is the browser's <details>, so it works with every keyboard and screen reader. */
export function Disclosure({ label, children }: { label: ComponentChildren; children: ComponentChildren }) {
  return (
    <details class="more">
      <summary>
        <span>{label}</span>
        <Icon name="forward" size={20} />
      </summary>
      <div class="more-body">{children}</div>
    </details>
  );
}
