import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Mark } from "./Mark";

interface CardProps {
  tone?: "plain" | "clay" | "sage" | "deep";
  as?: "div" | "section" | "article" | "li";
  /** The heading. It also names the card, which is then a section unless `as` says otherwise. */
  title?: ComponentChildren;
  /** The id of the heading that names the card, if it is not `title`. */
  labelledBy?: string;
  class?: string;
  children: ComponentChildren;
}

export function Card({ tone = "plain", as, title, labelledBy, class: extra, children }: CardProps) {
  const id = useId();
  const Tag = as ?? (title ? "section" : "div");
  return (
    <Tag class={`card ${tone}${extra ? ` ${extra}` : ""}`} aria-labelledby={title ? id : labelledBy}>
      {title && <h2 id={id}>{title}</h2>}
      {children}
    </Tag>
  );
}

interface NoticeProps {
  tone?: "calm" | "warn";
  /** True if screen readers announce the notice when it appears. */
  live?: boolean;
  children: ComponentChildren;
}

/** One or two sentences in a box, set apart from the rest of the page. */
export function Notice({ tone = "calm", live, children }: NoticeProps) {
  return (
    <div class={`notice ${tone}`} role={live ? (tone === "warn" ? "alert" : "status") : undefined}>
      {children}
    </div>
  );
}

/** A message about why the last action failed, which screen readers announce. Shows nothing if there is no problem. */
export function Problem({ children }: { children: string | false | null | undefined }) {
  if (!children) return null;
  return (
    <Notice tone="warn" live>
      {children}
    </Notice>
  );
}

interface EmptyStateProps {
  title: string;
  children?: ComponentChildren;
}

/** The content of a screen that has nothing to show: a picture, a heading and what to do next. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div class="empty">
      <Mark state="apart" />
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/**
 * The outline of a screen that is loading. It appears after a short delay, so that a quick answer causes no flicker.
 * `index.html` has the same outline, for the time before the first screen.
 */
export function Loading({ label }: { label: string }) {
  return (
    <div class="loading" role="status">
      <span class="unseen">{label}</span>
      <div class="outline" aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}
