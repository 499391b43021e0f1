import type { ComponentChildren, TargetedMouseEvent } from "preact";
import { Icon, type IconName } from "./Icon";

interface Common {
  /** "primary": the one main button of a screen. "quiet": outlined. "plain": text only. "danger": cannot be undone. */
  kind?: "primary" | "quiet" | "plain" | "danger";
  icon?: IconName;
  /** True to make the button as wide as its column. */
  wide?: boolean;
  children?: ComponentChildren;
}

interface ButtonProps extends Common {
  onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
  type?: "button" | "submit";
  /** True while the action runs. The button then keeps its place and focus, and ignores clicks. */
  busy?: boolean;
  disabled?: boolean;
  /** For a toggle button: whether it is on. */
  pressed?: boolean;
  /** The accessible name, if the visible text is not enough. */
  label?: string;
}

function look(kind: Common["kind"], wide?: boolean): string {
  return `button ${kind ?? "primary"}${wide ? " wide" : ""}`;
}

export function Button({ kind, icon, wide, busy, disabled, pressed, label, type, onClick, children }: ButtonProps) {
  return (
    <button
      type={type ?? "button"}
      class={look(kind, wide)}
      disabled={disabled}
      aria-disabled={busy ? "true" : undefined}
      aria-busy={busy ? "true" : undefined}
      aria-pressed={pressed}
      aria-label={label}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon && <Icon name={icon} size={20} />}
      <span>{children}</span>
    </button>
  );
}

interface ButtonLinkProps extends Common {
  href: string;
}

export function ButtonLink({ kind, icon, wide, href, children }: ButtonLinkProps) {
  return (
    <a class={look(kind, wide)} href={href}>
      {icon && <Icon name={icon} size={20} />}
      <span>{children}</span>
    </a>
  );
}

interface IconButtonProps {
  icon: IconName;
  /** The accessible name: what the button does. */
  label: string;
  onClick: () => void;
  pressed?: boolean;
}

export function IconButton({ icon, label, onClick, pressed }: IconButtonProps) {
  return (
    <button type="button" class="icon-button" aria-label={label} aria-pressed={pressed} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
