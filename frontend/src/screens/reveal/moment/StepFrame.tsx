import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button, IconButton, ProgressDots } from "../../../design";
import { common } from "@words/common";
import { moment as w } from "@words/moment";
import { reveal } from "@words/reveal";

interface StepFrameProps {
  title: string;
  /** The number of the step, from 1. `of` is the number of all steps. */
  at: number;
  of: number;
  /** Whose words the step shows, which sets the colour of the whole screen. */
  tone?: "theirs" | "mine";
  onNext: () => void;
  onBack?: () => void;
  onAll: () => void;
  children: ComponentChildren;
}

/** The frame of one step. The heading gets the focus, and also tells screen readers the number of the step. */
export function StepFrame({ title, at, of, tone, onNext, onBack, onAll, children }: StepFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${common.appName}`;
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <main id="main" class={`screen moment${tone ? ` ${tone}` : ""}`}>
      <h1 class="unseen">{reveal.title}</h1>
      <div class="moment-top">
        <p id="moment-progress" class="soft small">
          {w.progress(at, of)}
        </p>
        <Button kind="plain" onClick={onAll}>
          {w.all}
        </Button>
      </div>
      <ProgressDots total={of} current={at - 1} />
      <div class="moment-body stack">
        <h2 ref={heading} tabIndex={-1} aria-describedby="moment-progress">
          {title}
        </h2>
        {children}
      </div>
      <div class="moment-ways">
        {onBack && <IconButton icon="back" label={common.back} onClick={onBack} />}
        <Button wide onClick={onNext}>
          {at < of ? w.next : w.last}
        </Button>
      </div>
    </main>
  );
}
