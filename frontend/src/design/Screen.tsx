import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { common } from "@words/common";
import { Icon } from "./Icon";
import { whole } from "./whole";

interface ScreenProps {
  /** The text of the page's only h1, and the title of the browser's tab. */
  title: string;
  /** The language of `title`, if it differs from the language of the page. */
  titleLang?: string;
  /** The title of the browser's tab, if it differs. */
  tabTitle?: string;
  /** Shown above the title, for example a date. */
  kicker?: string;
  /** True to show the h1 to screen readers only. */
  quietTitle?: boolean;
  /** The link back, at the top left. */
  back?: { href: string; label: string };
  /** Content at the top right, in the row of the link back. */
  aside?: ComponentChildren;
  class?: string;
  children: ComponentChildren;
}

let first = true;

/** True once a screen has been shown. */
export const hasArrived = (): boolean => !first;

/** The frame of every screen. When the screen changes, the new heading gets the focus. */
export function Screen({
  title,
  titleLang,
  tabTitle,
  kicker,
  quietTitle,
  back,
  aside,
  class: extra,
  children,
}: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // On the first screen, leave the focus where the browser has put it.
    if (first) {
      first = false;
      document.getElementById("arriving")?.remove();
    } else heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = tabTitle ?? `${title} · ${common.appName}`;
  }, [title, tabTitle]);
  return (
    <main id="main" class={`screen${extra ? ` ${extra}` : ""}`}>
      {(back || aside) && (
        <div class="screen-top">
          {back ? (
            <a class="back" href={back.href}>
              <Icon name="back" size={20} />
              {back.label}
            </a>
          ) : (
            <span />
          )}
          {aside}
        </div>
      )}
      <header class={quietTitle ? "unseen" : "screen-title"}>
        {kicker && <p class="kicker">{kicker}</p>}
        <h1 ref={heading} tabIndex={-1} lang={titleLang}>
          {whole(title)}
        </h1>
      </header>
      {children}
    </main>
  );
}
